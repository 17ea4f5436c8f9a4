using System.Text;
using GenNet.Weights.Saving;
using GenNet.Weights.Writing;
using Google.Protobuf;

namespace GenNet.Weights.TensorFlow;

/// <summary>
/// Writes a model's weights as Keras 2's <c>save_weights(path, save_format="tf")</c>: index, data file, and the note in the folder that this is its latest checkpoint. The index decides which checkpoint there is, so a data file that
/// an index names is never replaced: over an old checkpoint the new one comes to be under another file's name first.
/// </summary>
internal sealed class CheckpointFormat() : SeveralFilesWriter(WeightFormat.TensorFlowCheckpoint)
{
    private static readonly (int Shard, int Shards) s_only = (0, 1);

    /// <inheritdoc/>
    public override void Save(WeightsToWrite weights, string path) => Save(weights, path, FileSaver.Default);

    internal static void Save(WeightsToWrite weights, string path, FileSaver saver)
    {
        var index = path + CheckpointPaths.IndexSuffix;
        var state = Path.Join(Path.GetDirectoryName(path), CheckpointPaths.StateFile);
        saver.Check(index);
        saver.Check(state);
        var objects = ModelToWrite.Of(weights).BreadthFirst();
        var old = DataFiles(path);
        if (File.Exists(index) && old.Length > 0)
        {
            var spare = SpareOf(old);
            SaveAs(spare);
            SaveAs(s_only);
            foreach (var file in old.Append(FileOf(spare)).Where(file => file != FileOf(s_only)))
                saver.Delete(file);
        }
        else
        {
            SaveAs(s_only);
        }
        saver.Save(state, stream => stream.Write(Encoding.UTF8.GetBytes(StateOf(Path.GetFileName(path)))));

        string FileOf((int Shard, int Shards) file) => BundleShards.PathOf(path, file.Shard, file.Shards);

        void SaveAs((int Shard, int Shards) file)
        {
            BundleWriter? written = null;
            saver.Save(FileOf(file), stream => written = Write(weights, objects, stream));
            saver.Save(index, stream => written!.WriteIndex(stream, file));
        }
    }

    private static BundleWriter Write(WeightsToWrite weights, IReadOnlyList<(string Path, ObjectToWrite Object)> objects, Stream stream)
    {
        var bundle = new BundleWriter(stream);
        foreach (var (path, item) in objects)
        {
            if (item.Value is { } array)
                bundle.Add(ObjectToWrite.KeyOf(path), array);
        }
        bundle.Add(ObjectGraph.Key, ObjectToWrite.GraphOf(objects).ToByteArray());
        // TensorFlow follows the objects, and sees nothing of what else there is.
        var names = objects.Where(static item => item.Object.Value is not null).Select(static item => (ObjectToWrite.KeyOf(item.Path), item.Object.Name));
        foreach (var (key, text) in weights.Metadata.Append(new(OwnNames.Key, OwnNames.Write(names))))
            bundle.Add(key, Encoding.UTF8.GetBytes(text));
        return bundle;
    }

    private static string[] DataFiles(string path) =>
        Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, Path.GetFileName(path) + ".data-*").Select(file => Path.Join(Path.GetDirectoryName(path), Path.GetFileName(file)))]
            : [];

    // The last of several, as many as no file is one of.
    private static (int Shard, int Shards) SpareOf(string[] old)
    {
        var shards = 2;
        while (Array.Exists(old, file => file.EndsWith(BundleShards.PathOf("", 0, shards)[^"-of-00000".Length..], StringComparison.Ordinal)))
            shards++;
        return (shards - 1, shards);
    }

    // TensorFlow calls a checkpoint without a name by its folder.
    private static string StateOf(string name)
    {
        var quoted = (name.Length == 0 ? "." : name).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"model_checkpoint_path: \"{quoted}\"\nall_model_checkpoint_paths: \"{quoted}\"\n";
    }
}
