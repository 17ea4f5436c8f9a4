namespace GenNet.Weights.Hdf5;

/// <summary>HDF5's filter 2: all first bytes of the elements, then all second bytes, …; what makes no whole element stays at the end.</summary>
internal static class Shuffle
{
    public static void Undo(ReadOnlySpan<byte> shuffled, int elementSize, Span<byte> bytes)
    {
        var count = shuffled.Length / elementSize;
        for (var j = 0; j < elementSize; j++)
        {
            var plane = shuffled.Slice(j * count, count);
            for (var i = 0; i < plane.Length; i++)
                bytes[(i * elementSize) + j] = plane[i];
        }
        shuffled[(count * elementSize)..].CopyTo(bytes[(count * elementSize)..]);
    }
}
