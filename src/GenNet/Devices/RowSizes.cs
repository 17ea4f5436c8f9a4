using GenNet.Specs;

namespace GenNet.Devices;

/// <summary>How large a batch row of each of a model's inputs, or outputs, is in the caller's memory.</summary>
internal sealed class RowSizes
{
    private readonly int[] _largest;
    private readonly int[] _perTimestep;
    private readonly int[] _elementBytes;

    public RowSizes(IReadOnlyList<TensorDescription> tensors)
    {
        _largest = [.. tensors.Select(static t => checked((int)t.Shape.ElementCount))];
        _perTimestep = [.. tensors.Select(static t => t.HasRunTimeLength ? checked((int)t.Shape.ElementCount) / t.Shape[0] : 0)];
        _elementBytes = [.. tensors.Select(static t => t.DType.AtBorder().Size())];
    }

    /// <summary>Number of tensors.</summary>
    public int Count => _largest.Length;

    /// <summary>Bytes of a row of all tensors, of the longest where lengths vary.</summary>
    public long BytesOfAll => _largest.Select((size, i) => (long)size * _elementBytes[i]).Sum();

    /// <summary>Values of a row of tensor <paramref name="index"/>, whose length is <paramref name="length"/> if it varies.</summary>
    public int Of(int index, int length) => _perTimestep[index] == 0 ? _largest[index] : _perTimestep[index] * length;

    /// <summary>Bytes of a row of tensor <paramref name="index"/>, whose length is <paramref name="length"/> if it varies.</summary>
    public nint BytesOf(int index, int length) => (nint)Of(index, length) * _elementBytes[index];

    /// <summary>The length that rows of <paramref name="size"/> values have; 0 if it doesn't vary or there is no such length.</summary>
    public int LengthOf(int index, int size) => _perTimestep[index] > 0 && size % _perTimestep[index] == 0 ? size / _perTimestep[index] : 0;
}
