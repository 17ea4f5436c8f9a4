using GenNet.Weights.Hdf5;

namespace GenNet.Weights.Shards;

/// <summary>Several HDF5 files that are one: <c>x_00000.weights.h5</c>, <c>x_00001.weights.h5</c>, … of Keras' <c>x.weights.json</c>.</summary>
internal sealed class Hdf5Shards : IHdf5Source
{
    private readonly IHdf5Source[] _files;

    private Hdf5Shards(string file, IHdf5Source[] files)
    {
        _files = files;
        File = file;
        Length = files.Sum(static shard => shard.Length);
        Root = MergedGroup.Of(Array.ConvertAll(files, static shard => shard.Root));
    }

    /// <inheritdoc/>
    public string File { get; }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public IHdf5Group Root { get; }

    /// <summary>Opens the files that an index names.</summary>
    /// <exception cref="WeightFileException">One is missing, damaged or of another save.</exception>
    public static Hdf5Shards Open(ShardIndex index, ISiblings siblings)
    {
        var files = ShardFiles.Open(index, siblings, static bytes => Hdf5File.SourceOf(bytes));
        try
        {
            SavedTogether.Require(index, files);
            return new(index.File, files);
        }
        catch
        {
            foreach (var file in files)
                file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }
}
