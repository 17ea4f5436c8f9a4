namespace GenNet.Weights.Hdf5;

/// <summary>
/// Reads the chunks of a dataset. What they unpack to is bounded by what was asked for, whatever the file's size: a pruned kernel packs a
/// hundredfold and more, and a million chunks may refer to the same bytes.
/// </summary>
internal sealed class ChunkReader
{
    // A chunk reaches over the edge of its dataset by less than its own length, in each dimension, and where a dataset can grow by more.
    private const ulong MostOverhang = 32;

    /// <summary>h5py makes chunks of up to this size of datasets that can grow.</summary>
    private const ulong ChunkOfSmallDatasets = 1 << 20;

    private readonly Hdf5Image _image;
    private readonly DataLayout.Chunked _layout;
    private readonly ChunkGrid _grid;
    private readonly Filters _filters;
    private readonly int _chunkSize;
    private readonly ulong _limit;

    public ChunkReader(Hdf5Image image, DataLayout.Chunked layout, Dataspace space, Filters filters)
    {
        _image = image;
        _layout = layout;
        _grid = new(space.Dimensions, layout.Shape);
        _filters = filters;
        var datasetSize = space.Size(image, layout.ElementSize);
        _limit = checked((datasetSize * MostOverhang) + ChunkOfSmallDatasets);
        var size = new Dataspace(layout.Shape, layout.Shape).Size(image, layout.ElementSize);
        if (size > (2 * datasetSize) + ChunkOfSmallDatasets || size > (ulong)(Array.MaxLength / 2))
            throw image.Damaged($"a chunk of {size} bytes is far larger than its dataset of shape {ShapeFormat.Of(space.Dimensions)}");
        _chunkSize = (int)size;
    }

    /// <summary>Reads all stored chunks into <paramref name="destination"/>; what none holds gets the fill value.</summary>
    public void Read(bool isBigEndian, ReadOnlySpan<byte> fill, ref ElementDestination destination)
    {
        var chunks = ChunkTree.Read(_image, _layout.Tree, _grid);
        if (chunks.Count < _grid.Places)
            destination.Fill(fill, isBigEndian);
        var pipeline = new ChunkPipeline(_image, _filters, _chunkSize);
        ulong unpacked = 0;
        foreach (var chunk in chunks)
        {
            unpacked += (ulong)_chunkSize;
            if (unpacked > _limit)
                throw _image.Damaged("the chunks are together far larger than their dataset");
            _grid.Place(pipeline.Read(chunk), chunk.Offset, isBigEndian, ref destination);
        }
    }
}
