namespace GenNet.Weights.Hdf5;

/// <summary>The names of a classic group.</summary>
/// <param name="Address">Where its data begins.</param>
/// <param name="Length">Bytes of its data.</param>
internal readonly record struct LocalHeap(ulong Address, ulong Length)
{
    public static LocalHeap Read(Hdf5Image image, ulong address)
    {
        var cursor = image.Read(address, 32, "local heap");
        cursor.Signature("HEAP"u8);
        cursor.Version(0);
        cursor.Skip(3);
        var length = cursor.U64();
        cursor.Skip(8);
        var heap = new LocalHeap(cursor.U64(), length);
        image.Slice(heap.Address, heap.Length, "local heap's data");
        return heap;
    }

    /// <summary>The name at <paramref name="offset"/>.</summary>
    public string Text(Hdf5Image image, ulong offset)
    {
        if (offset >= Length)
            throw image.Damaged($"a name lies at {offset} of a heap of {Length} bytes");
        var rest = image.Slice(Address + offset, Length - offset, "name");
        var length = rest.IndexOf((byte)0);
        if (length < 0)
            throw image.Damaged("a name has no end");
        image.Charge((ulong)length);
        return ByteCursor.Decode(image, rest[..length], "name");
    }
}
