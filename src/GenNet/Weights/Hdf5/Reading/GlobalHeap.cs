namespace GenNet.Weights.Hdf5;

/// <summary>The collections that hold text of variable length.</summary>
internal sealed class GlobalHeap(Hdf5Image image)
{
    private readonly Dictionary<ulong, Dictionary<ushort, (ulong Address, ulong Length)>> _collections = [];

    /// <summary>The object at <paramref name="index"/> of the collection at <paramref name="address"/>.</summary>
    public ByteCursor Read(ulong address, uint index, ulong length, string what)
    {
        if (!_collections.TryGetValue(address, out var objects))
            _collections[address] = objects = ReadCollection(address);
        if (index > ushort.MaxValue || !objects.TryGetValue((ushort)index, out var place) || length > place.Length)
            throw image.Damaged($"the global heap has no object {index} of {length} bytes for the {what}");
        return image.Read(place.Address, length, what);
    }

    private Dictionary<ushort, (ulong Address, ulong Length)> ReadCollection(ulong address)
    {
        const int Prefix = 16;
        var prefix = image.Read(address, Prefix, "global heap");
        prefix.Signature("GCOL"u8);
        prefix.Version(1);
        prefix.Skip(3);
        var size = prefix.U64();
        if (size < Prefix)
            throw image.Damaged($"a global heap of {size} bytes is not possible");
        image.Locate(address, size, "global heap");
        var objects = new Dictionary<ushort, (ulong, ulong)>();
        ulong at = Prefix;
        while (size - at >= Prefix)
        {
            var head = image.Read(address + at, Prefix, "global heap");
            at += Prefix;
            var index = head.U16();
            head.Skip(6);
            var length = head.U64();
            // Index 0 is the free rest.
            if (index == 0)
                break;
            if (length > size - at)
                throw image.Damaged("an object of the global heap is larger than the heap");
            objects[index] = (address + at, length);
            at += Math.Min(size - at, length + (ulong)(-(long)length & 7));
        }
        return objects;
    }
}
