namespace GenNet.Weights.Hdf5;

/// <summary>The names of a classic group.</summary>
/// <param name="Address">Where its data begins.</param>
/// <param name="Length">Bytes of its data.</param>
internal readonly record struct LocalHeap(ulong Address, ulong Length)
{
    private const int FirstLook = 128;

    public static LocalHeap Read(Hdf5Image image, ulong address)
    {
        var cursor = image.Read(address, 32, "local heap");
        cursor.Signature("HEAP"u8);
        cursor.Version(0);
        cursor.Skip(3);
        var length = cursor.U64();
        cursor.Skip(8);
        var heap = new LocalHeap(cursor.U64(), length);
        image.Locate(heap.Address, heap.Length, "local heap's data");
        return heap;
    }

    /// <summary>The name at <paramref name="offset"/>.</summary>
    public string Text(Hdf5Image image, ulong offset) => ByteCursor.Decode(image, Bytes(image, offset, "name"), "name");

    /// <summary>The bytes at <paramref name="offset"/>, up to a NUL.</summary>
    public ReadOnlySpan<byte> Bytes(Hdf5Image image, ulong offset, string what)
    {
        if (offset >= Length)
            throw image.Damaged($"the {what} lies at {offset} of a heap of {Length} bytes");
        // The heap may be of any size and a name ends somewhere in it: few are longer than the first look.
        for (ulong look = FirstLook; ; look *= 8)
        {
            var rest = image.Read(Address + offset, Math.Min(look, Length - offset), what);
            var length = rest.All.IndexOf((byte)0);
            if (length >= 0)
                return rest.All[..length];
            if (look >= Length - offset)
                throw image.Damaged($"the {what} has no end");
        }
    }
}
