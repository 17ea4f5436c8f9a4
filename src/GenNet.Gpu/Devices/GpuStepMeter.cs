using GenNet.Accelerators;
using GenNet.Training;

namespace GenNet;

/// <summary>Losses, metrics and penalties of the steps of a <see cref="GpuTrainingRunner"/>: kernels enqueued between its own, which nothing waits for.</summary>
internal sealed class GpuStepMeter : StepMeter
{
    private readonly GpuTrainingRunner _runner;
    private readonly GpuAccelerator _accelerator;
    private readonly MeasuredOutput[] _outputs;
    private readonly GpuMemory _numbers;
    private readonly int _columns;

    public GpuStepMeter(GpuTrainingRunner runner, GpuAccelerator accelerator, OutputTask[] outputs, string model)
    {
        (_runner, _accelerator) = (runner, accelerator);
        _columns = ColumnsOf(outputs);
        _outputs = [.. outputs.Select(output => new MeasuredOutput(accelerator, output, model))];
        _numbers = new(accelerator, $"losses and metrics of {model}");
        lock (_accelerator.Gate)
            _numbers.Reserve((long)Capacity * _columns);
    }

    /// <summary>Whether the device can measure all outputs.</summary>
    public static bool Knows(OutputTask[] outputs) => outputs.All(MeasuredOutput.Knows);

    public override Span<float> Targets(int output, int count) => _outputs[output].Targets(count);

    public override void Measure(int row)
    {
        lock (_accelerator.Gate)
        {
            var numbers = _numbers.Start.Skip((long)row * _columns);
            for (var i = 0; i < _outputs.Length; i++)
            {
                _outputs[i].Measure(_runner.Pass, _runner.OutputPlace(i), _runner.OutputGradientPlace(i), numbers);
                numbers = numbers.Skip(_outputs[i].Columns);
            }
        }
        _runner.HasOutputGradients();
    }

    public override void AddPenalties(int row)
    {
        lock (_accelerator.Gate)
            _runner.AddPenaltiesTo(_numbers.Start.Skip((((long)row + 1) * _columns) - 1));
    }

    public override void Read(int row, Span<float> values)
    {
        lock (_accelerator.Gate)
        {
            _numbers.Read(values, (long)row * _columns);
            _runner.Refusals.ThrowIfAny();
        }
    }

    public override void Dispose()
    {
        lock (_accelerator.Gate)
        {
            foreach (var output in _outputs)
                output.Dispose();
            _numbers.Dispose();
        }
    }
}
