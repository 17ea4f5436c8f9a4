using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using GenNet.Specs;

namespace GenNet.Weights.Assembling;

/// <summary>The sum of two arrays: PyTorch and CuDNN add two biases where Keras has one.</summary>
internal sealed class SummedTensor : StoredTensor
{
    private readonly StoredTensor _first;
    private readonly StoredTensor _second;

    /// <summary>The sum of two arrays of one shape.</summary>
    public SummedTensor(StoredTensor first, StoredTensor second)
        : base(first.File, string.Join(" + ", ((string[])[first.Path, second.Path]).Distinct()), TypeOf(first, second), first.TypeName, first.Dimensions) => (_first, _second) = (first, second);

    /// <inheritdoc/>
    public override string? Refusal => _first.Refusal ?? _second.Refusal;

    /// <inheritdoc/>
    internal override IEnumerable<string> Sources => _first.Sources.Concat(_second.Sources).Distinct(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override long FileLength => _first.LengthOfFile;

    /// <inheritdoc/>
    protected override void ReadElements(ref ElementDestination destination)
    {
        if (Type == StoredType.Float64)
            Sum<double>(ref destination, DType.Float64);
        else
            Sum<float>(ref destination, DType.Float32);
    }

    private void Sum<T>(ref ElementDestination destination, DType type) where T : unmanaged, System.Numerics.INumber<T>
    {
        var (sum, other) = (new T[ElementCount], new T[ElementCount]);
        _first.ReadInto(Elements(sum, type));
        _second.ReadInto(Elements(other, type));
        TensorPrimitives.Add(sum, other, sum);
        destination.Put(0, MemoryMarshal.AsBytes(sum.AsSpan()), isBigEndian: !BitConverter.IsLittleEndian);
    }

    private static VariableElements Elements<T>(T[] values, DType type) where T : unmanaged =>
        type == DType.Float32 ? new(MemoryMarshal.Cast<T, float>(values.AsSpan())) : new(MemoryMarshal.AsBytes(values.AsSpan()), type);

    // Half of a bias has fewer digits than the sum of both: those of 16 bits are added in float32.
    private static StoredType TypeOf(StoredTensor first, StoredTensor second) =>
        !first.Type.IsFloatingPoint() || !second.Type.IsFloatingPoint() ? StoredType.Other
        : first.Type == StoredType.Float64 || second.Type == StoredType.Float64 ? StoredType.Float64
        : StoredType.Float32;
}
