using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using GenNet.Devices;
using GenNet.Kernels;
using GenNet.Specs;

namespace GenNet.Training;

/// <summary>Runs a dataset through a model's inference and measures it, all of it with the same weights.</summary>
internal sealed unsafe class Evaluator(Model model, EpochMeter meter)
{
    private VariableDescription[] _penalties = [];
    private readonly AlignedMemory[] _inputs = Empty(model.Description.Inputs.Count);
    private readonly AlignedMemory[] _outputs = Empty(model.Description.Outputs.Count);
    private AlignedMemory _singles = AlignedMemory.Empty;
    private AlignedMemory _targets = AlignedMemory.Empty;
    private AlignedMemory _gradients = AlignedMemory.Empty;
    private int[] _order = [];

    public void Run(Dataset data, int batchSize, CancellationToken cancellationToken = default)
    {
        meter.Accept(data);
        meter.Reset();
        _penalties = Penalties.Of(model.Instance.TrainedLayers.Variables);
        if (_order.Length < data.Count)
            _order = [.. Enumerable.Range(0, data.Count)];
        using var reading = model.ReadWeightsForLong();
        for (int first = 0, rows; first < data.Count; first += rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows = Math.Min(batchSize, data.Count - first);
            RunBatch(data, _order.AsSpan(first, rows), reading);
        }
    }

    private static AlignedMemory[] Empty(int count) => [.. Enumerable.Repeat(AlignedMemory.Empty, count)];

    private static Span<float> Reserve(ref AlignedMemory memory, int rows, int perRow)
    {
        memory = memory.AtLeast((nint)rows * perRow);
        return memory.Span(0, checked(rows * perRow));
    }

    // Losses and metrics are of float32.
    private ReadOnlySpan<float> Singles(HostTensor output)
    {
        if (output.DType == DType.Float32)
            return output.Read<float>();
        var singles = Reserve(ref _singles, output.Length, 1);
        switch (output.DType)
        {
            case DType.Float16: TensorPrimitives.ConvertToSingle(output.Read<Half>(), singles); break;
            case DType.Float64: TensorPrimitives.ConvertTruncating(output.Read<double>(), singles); break;
            case DType.Int32: TensorPrimitives.ConvertTruncating(output.Read<int>(), singles); break;
            case DType.Int64: TensorPrimitives.ConvertTruncating(output.Read<long>(), singles); break;
            default: TensorPrimitives.ConvertTruncating(MemoryMarshal.AsBytes(output.Read<bool>()), singles); break;
        }
        return singles;
    }

    private static HostTensor Reserve(ref AlignedMemory memory, int count, DType type)
    {
        memory = memory.AtLeast(AlignedMemory.CountOf((nint)count * type.AtBorder().Size()));
        return memory.Elements(count, type);
    }

    private void RunBatch(Dataset data, ReadOnlySpan<int> order, in WeightReading reading)
    {
        var rows = order.Length;
        var tensors = stackalloc TensorRef[_inputs.Length + _outputs.Length];
        for (var i = 0; i < _inputs.Length; i++)
        {
            data.Inputs[i].Gather(order, Reserve(ref _inputs[i], rows * data.Inputs[i].PerRow, model.Description.Inputs[i].DType));
            tensors[i] = new(_inputs[i].Pointer);
        }
        for (var i = 0; i < _outputs.Length; i++)
        {
            Reserve(ref _outputs[i], rows * meter.Outputs[i].PerRow, model.Description.Outputs[i].DType);
            tensors[_inputs.Length + i] = new(_outputs[i].Pointer);
        }
        model.RunInference(rows, meter.Length, tensors, tensors + _inputs.Length, reading);
        for (var i = 0; i < _outputs.Length; i++)
        {
            var predictions = Singles(_outputs[i].Elements(rows * meter.Outputs[i].PerRow, model.Description.Outputs[i].DType));
            var targets = Reserve(ref _targets, rows, data.Targets[i].PerRow);
            data.Targets[i].Gather(order, HostTensor.Of(targets));
            meter.Outputs[i].Measure(rows, predictions, targets, Reserve(ref _gradients, rows, meter.Outputs[i].PerRow));
        }
        meter.AddPenalty(rows, Penalties.Apply(_penalties, reading.Weights.Values, default));
    }
}
