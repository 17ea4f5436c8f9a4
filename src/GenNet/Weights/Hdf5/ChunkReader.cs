namespace GenNet.Weights.Hdf5;

/// <summary>Puts the chunks of a dataset in their places.</summary>
internal sealed class ChunkReader
{
    private readonly Hdf5Image _image;
    private readonly DataLayout.Chunked _layout;
    private readonly IReadOnlyList<long> _dimensions;
    private readonly Filters _filters;
    private readonly int _chunkSize;

    public ChunkReader(Hdf5Image image, DataLayout.Chunked layout, Dataspace space, Filters filters)
    {
        _image = image;
        _layout = layout;
        _dimensions = space.Dimensions;
        _filters = filters;
        if (layout.Shape.Count != space.Dimensions.Count)
            throw image.Damaged($"chunks {ShapeFormat.Of(layout.Shape)} do not divide shape {ShapeFormat.Of(space.Dimensions)}");
        var size = new Dataspace(layout.Shape).Size(image, layout.ElementSize);
        if (size > (ulong)image.Length * Hdf5Image.MaximumExpansion || size > int.MaxValue)
            throw image.Damaged($"a chunk of {size} bytes is far larger than the file");
        _chunkSize = (int)size;
    }

    /// <summary>Reads all stored chunks into <paramref name="bytes"/>, which holds fill values.</summary>
    public void Read(Span<byte> bytes)
    {
        var places = new HashSet<long>();
        ulong unpacked = 0;
        foreach (var chunk in ChunkTree.Read(_image, _layout.Tree, _dimensions.Count))
        {
            // All chunks of a dataset together are bounded, not only each of them.
            unpacked += (ulong)_chunkSize;
            if (unpacked > (ulong)_image.Length * Hdf5Image.MaximumExpansion)
                throw _image.Damaged("the chunks of a dataset are together far larger than the file");
            if (!places.Add(PlaceOf(chunk)))
                throw _image.Damaged("two chunks have the same place");
            _image.Charge(chunk.Size);
            _image.Locate(chunk.Address, chunk.Size, "chunk");
            var stored = new byte[chunk.Size];
            _image.ReadData(chunk.Address, stored);
            Place(_filters.Undo(_image, stored, chunk.SkippedFilters, _chunkSize), chunk.Offset, bytes);
        }
    }

    private long PlaceOf(Chunk chunk)
    {
        long place = 0;
        for (var axis = 0; axis < _dimensions.Count; axis++)
        {
            if (chunk.Offset[axis] % _layout.Shape[axis] != 0 || chunk.Offset[axis] >= _dimensions[axis])
                throw _image.Damaged("a chunk lies outside of its dataset");
            place = (place * _dimensions[axis]) + chunk.Offset[axis];
        }
        return place;
    }

    private void Place(ReadOnlySpan<byte> chunk, long[] offset, Span<byte> bytes)
    {
        var rank = _dimensions.Count;
        var last = rank - 1;
        var elementSize = (long)_layout.ElementSize;
        var row = (int)(Math.Min(_layout.Shape[last], _dimensions[last] - offset[last]) * elementSize);
        var index = new long[rank];
        while (true)
        {
            long from = 0;
            long to = 0;
            for (var axis = 0; axis < rank; axis++)
            {
                from = (from * _layout.Shape[axis]) + index[axis];
                to = (to * _dimensions[axis]) + offset[axis] + index[axis];
            }
            chunk.Slice((int)(from * elementSize), row).CopyTo(bytes[(int)(to * elementSize)..]);
            var next = last - 1;
            while (next >= 0 && ++index[next] == Math.Min(_layout.Shape[next], _dimensions[next] - offset[next]))
                index[next--] = 0;
            if (next < 0)
                return;
        }
    }
}
