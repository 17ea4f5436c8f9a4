using System.Runtime.InteropServices;
using GenNet.Elements;
using GenNet.Kernels;

namespace GenNet.Devices;

/// <summary>
/// The float32 copies that the CPU's kernels compute with, of variables that are stored in another type or cast to one: made when a prediction first needs them, and anew when the weights
/// have changed.
/// </summary>
internal sealed class ComputeWeights(ModelDescription model) : DeviceWeights
{
    private readonly VariableDescription[] _variables =
        [.. model.Layers.SelectMany(static layer => layer.Variables).Where(static variable => variable.ComputeOffset != VariableDescription.NoCopy)];

    private AlignedMemory _memory = AlignedMemory.Allocate(model.Memory.ComputeWeights);

    /// <summary>Where the copies begin; hold this object while they are in use.</summary>
    public unsafe float* Pointer => _memory.Pointer;

    public override void Dispose() => _memory = AlignedMemory.Empty;

    protected internal override void Upload(ReadOnlySpan<float> values)
    {
        foreach (var variable in _variables)
        {
            var copy = _memory.Span(variable.ComputeOffset, checked((int)variable.Shape.ElementCount));
            if (variable.DType == DType.Float32)
                values.Slice(variable.Offset, copy.Length).CopyTo(copy);
            else
                ElementConversion.ToSingle(MemoryMarshal.AsBytes(values.Slice(variable.Offset, variable.Slots)), variable.DType, copy);
            // Of what is stored in the type already, rounding changes nothing.
            if (variable.DType != variable.ComputeType)
                ElementConversion.Round(copy, variable.ComputeType);
        }
    }

    protected internal override void Download(Span<float> values) => throw new InvalidOperationException("Copies of weights that only predictions read are never newer than the weights.");
}
