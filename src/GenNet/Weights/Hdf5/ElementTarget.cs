namespace GenNet.Weights.Hdf5;

/// <summary>Takes the elements of an array as they are met.</summary>
internal interface IElementTarget
{
    /// <summary>Takes elements that lie side by side, as the file has them.</summary>
    /// <param name="first">Index of the first one, row-major.</param>
    /// <param name="stored">Their bytes.</param>
    void Put(long first, ReadOnlySpan<byte> stored);

    /// <summary>Gives all elements one value.</summary>
    /// <param name="stored">Its bytes; none for zeros.</param>
    void Fill(ReadOnlySpan<byte> stored);
}

/// <summary>Takes elements of a floating-point type as float32.</summary>
internal ref struct FloatTarget(Span<float> values, Datatype type) : IElementTarget
{
    private readonly Span<float> _values = values;

    /// <summary>How many were too large for float32.</summary>
    public long TooLarge { get; private set; }

    public void Put(long first, ReadOnlySpan<byte> stored) =>
        TooLarge += FloatConversion.ToSingle(stored, type.Stored, type.IsBigEndian, _values.Slice((int)first, stored.Length / (int)type.Size));

    public readonly void Fill(ReadOnlySpan<byte> stored)
    {
        Span<float> value = [0];
        if (!stored.IsEmpty)
            FloatConversion.ToSingle(stored, type.Stored, type.IsBigEndian, value);
        _values.Fill(value[0]);
    }
}

/// <summary>Takes elements as little-endian bytes.</summary>
internal readonly ref struct ByteTarget(Span<byte> bytes, Datatype type) : IElementTarget
{
    private readonly Span<byte> _bytes = bytes;

    public void Put(long first, ReadOnlySpan<byte> stored) =>
        FloatConversion.ToLittleEndian(stored, (int)type.Size, type.IsBigEndian, _bytes.Slice((int)(first * type.Size), stored.Length));

    public void Fill(ReadOnlySpan<byte> stored)
    {
        if (stored.IsEmpty)
        {
            _bytes.Clear();
            return;
        }
        for (long first = 0; first * type.Size < _bytes.Length; first++)
            Put(first, stored);
    }
}
