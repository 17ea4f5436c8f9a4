using System.Runtime.InteropServices;
using GenNet.Elements;
using GenNet.Specs;

namespace GenNet.Weights;

/// <summary>Memory that a variable of an older version is read into.</summary>
/// <param name="shape">Its shape.</param>
/// <param name="type">What its elements are.</param>
internal sealed class VariableMemoryBlock(TensorShape shape, DType type)
{
    private readonly float[] _singles = type == DType.Float32 ? Tensor.ValuesOf(shape) : [];
    private readonly byte[] _bytes = type == DType.Float32 ? [] : new byte[checked(shape.ElementCount * type.Size())];

    /// <summary>Where the elements go.</summary>
    public VariableElements Elements => type == DType.Float32 ? new(_singles) : new(_bytes, type);

    /// <summary>The elements, once they are read.</summary>
    public Tensor ToTensor()
    {
        if (type == DType.Float32)
            return new(shape, _singles);
        if (type == DType.Float64)
            return Tensor.Of(shape, MemoryMarshal.Cast<byte, double>(_bytes).ToArray());
        if (type == DType.Int64)
            return Tensor.Of(shape, MemoryMarshal.Cast<byte, long>(_bytes).ToArray());
        var values = Tensor.ValuesOf(shape);
        ElementConversion.ToSingle(_bytes, type, values);
        return Tensor.Of(shape, values, type);
    }
}
