using GenNet.Accelerators;
using GenNet.Gpu.Kernels;
using GenNet.Kernels;
using GenNet.Training;

namespace GenNet;

/// <summary>One output's loss and metrics on a GPU, with the targets of the batch there.</summary>
internal sealed class MeasuredOutput(GpuAccelerator accelerator, OutputTask task, string model) : IDisposable
{
    private readonly GpuMemory _targets = new(accelerator, $"targets of the output {task.Name} of {model}");
    private readonly Metric[] _metrics = [.. task.Metrics.Select(metric => metric.For(task.Width, task.TargetWidth))];
    private AlignedMemory _host = AlignedMemory.Empty;

    /// <summary>Numbers that <see cref="Measure"/> writes.</summary>
    public int Columns => 1 + _metrics.Length;

    // Labels that don't count have weights behind the targets: one upload for both.
    private bool HasWeights => task.Loss is SparseCategoricalCrossentropy { IgnoreClass: not null };

    /// <summary>Whether the device has kernels for all that is asked of an output.</summary>
    public static bool Knows(OutputTask task) => GpuLosses.Knows(task.Loss) && task.Metrics.All(metric => GpuMetrics.Knows(metric.For(task.Width, task.TargetWidth)));

    /// <summary>The host's memory for the batch's targets.</summary>
    public Span<float> Targets(int count)
    {
        _host = _host.AtLeast(HasWeights ? 2 * (nint)count : count);
        return _host.Span(0, count);
    }

    /// <summary>Measures a batch.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="predictions">The output.</param>
    /// <param name="gradients">Take the gradient of the weighted loss.</param>
    /// <param name="numbers">Take the loss and the sums of the metrics.</param>
    public void Measure(in GpuPass pass, GpuTensorRef predictions, GpuTensorRef gradients, GpuTensorRef numbers)
    {
        var count = checked(pass.Rows * (task.PerRow / task.Width));
        var targets = count * task.TargetWidth;
        var valid = HasWeights ? WriteWeights(targets) : count;
        var uploaded = HasWeights ? targets + count : targets;
        _targets.Reserve(uploaded);
        _targets.Write<float>(_host.Span(0, uploaded));
        var weights = HasWeights ? _targets.Start.Skip(targets) : default;
        GpuLosses.Apply(
            pass, task.Loss, GpuLosses.LowestOf(task.Loss), count, task.Width, predictions, _targets.Start, weights, (float)Factor(count, valid), gradients, numbers, accumulate: false,
            scale: (float)task.LossWeight);
        for (var i = 0; i < _metrics.Length; i++)
            GpuMetrics.Apply(pass, _metrics[i], count, task.Width, predictions, _targets.Start, numbers.Skip(1 + i));
    }

    public void Dispose()
    {
        _targets.Dispose();
        _host = AlignedMemory.Empty;
    }

    private int WriteWeights(int count)
    {
        var targets = _host.Span(0, count);
        var weights = _host.Span(count, count);
        var valid = 0;
        for (var i = 0; i < count; i++)
        {
            var isValid = task.Loss.IsValid(targets.Slice(i, 1));
            weights[i] = isValid ? 1 : 0;
            valid += isValid ? 1 : 0;
        }
        return valid;
    }

    // As Loss.Apply on the host: Keras spreads what doesn't count over the rest.
    private double Factor(int count, int valid)
    {
        const double Epsilon = 1e-7;
        return task.Loss.Reduction switch
        {
            LossReduction.Sum => 1,
            LossReduction.SumOverBatchSize => valid == count ? 1.0 / count : 1 / (valid + Epsilon),
            _ => valid == 0 ? 0 : 1.0 / valid,
        };
    }
}
