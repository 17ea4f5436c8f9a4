using System.Globalization;

namespace GenNet.Weights.TensorFlow;

/// <summary>The files of a checkpoint that have the tensors' bytes, <c>weights.data-00000-of-00001</c>: those that some tensor lies in.</summary>
internal sealed class BundleShards : IDisposable
{
    private readonly Dictionary<int, (ByteSource File, BytePages Pages)> _files = [];

    private BundleShards()
    {
    }

    /// <summary>Bytes of all of them.</summary>
    public long Length => _files.Values.Sum(static file => file.File.Length);

    /// <summary>Opens them, and checks that every tensor lies in its own.</summary>
    /// <param name="index">Path of the index, for messages.</param>
    /// <param name="prefix">What the files' paths begin with.</param>
    /// <param name="shards">How many the checkpoint says it has.</param>
    /// <param name="entries">The tensors.</param>
    /// <exception cref="WeightFileException">One is missing, or too short.</exception>
    public static BundleShards Open(string index, string prefix, int shards, IReadOnlyList<BundleEntry> entries)
    {
        var all = new BundleShards();
        try
        {
            foreach (var entry in entries.Where(static entry => !entry.IsSliced))
            {
                if (!all._files.TryGetValue(entry.Shard, out var file))
                    all._files[entry.Shard] = file = Open(index, PathOf(prefix, entry.Shard, shards));
                if (!file.File.Contains(entry.Offset, entry.Size))
                {
                    throw WeightFileException.CutOff(
                        index, entry.Key, $"it has {entry.Size} bytes at {entry.Offset} of {Path.GetFileName(file.File.File)}, and that file has {file.File.Length}");
                }
            }
            return all;
        }
        catch
        {
            all.Dispose();
            throw;
        }
    }

    /// <summary>Path of a file of a checkpoint.</summary>
    /// <param name="prefix">What the files' paths begin with.</param>
    /// <param name="shard">Its number.</param>
    /// <param name="shards">How many there are.</param>
    public static string PathOf(string prefix, int shard, int shards) => string.Create(CultureInfo.InvariantCulture, $"{prefix}.data-{shard:00000}-of-{shards:00000}");

    /// <summary>The file that a tensor lies in.</summary>
    public BytePages PagesOf(BundleEntry entry) => _files[entry.Shard].Pages;

    /// <summary>Its bytes.</summary>
    public long LengthOf(BundleEntry entry) => _files[entry.Shard].File.Length;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (file, _) in _files.Values)
            file.Dispose();
    }

    private static (ByteSource File, BytePages Pages) Open(string index, string path)
    {
        if (!File.Exists(path))
            throw new WeightFileException(index, null, $"the data file {Path.GetFileName(path)} of the checkpoint is not beside it", "Copy it there: a checkpoint is an index and one or more data files.");
        var file = FileBytes.Open(path);
        return (file, new(file));
    }
}
