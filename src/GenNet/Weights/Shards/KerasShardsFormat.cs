using GenNet.Weights.Hdf5.Writing;
using GenNet.Weights.Saving;
using GenNet.Weights.Writing;

namespace GenNet.Weights.Shards;

/// <summary>Writes a model's weights as Keras 3 does with <c>max_shard_size</c>: several HDF5 files, and an index that names them.</summary>
internal sealed class KerasShardsFormat() : SeveralFilesWriter(WeightFormat.KerasShards)
{
    // What Keras writes into one file unless it is told otherwise.
    private const long DefaultSize = 10L << 30;

    /// <inheritdoc/>
    public override bool CanBeSharded => true;

    /// <inheritdoc/>
    public override void Save(WeightsToWrite weights, string path) => Save(weights, path, FileSystem.OfThisMachine);

    /// <summary>Saves with a file system. The files that the old index names stay until the new one is in its place, and the new ones have other names.</summary>
    internal static void Save(WeightsToWrite weights, string path, IFileSystem files)
    {
        var shards = KerasShardsToWrite.Of(weights, weights.Options.MaxShardSize ?? DefaultSize);
        var saver = new FileSaver(files);
        var target = SaveTarget.Find(files, path, path);
        saver.Check(path);
        var old = ShardNames.NamedBy(files, target);
        var names = ShardNames.Of(target.File, shards.Count, old);
        for (var i = 0; i < shards.Count; i++)
            saver.Save(Path.Join(target.Folder, names[i]), stream => Hdf5Writer.Write(shards.Root(i), stream));
        saver.Save(path, stream => shards.WriteIndex(names, stream));
        foreach (var name in old.Except(names, StringComparer.Ordinal).Where(name => ShardNames.AreOf(target.File, name)))
            files.Delete(Path.Join(target.Folder, name));
    }
}
