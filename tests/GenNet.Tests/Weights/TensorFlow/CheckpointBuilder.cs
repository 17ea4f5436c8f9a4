using GenNet.Specs;
using GenNet.Weights;
using GenNet.Weights.TensorFlow;
using Google.Protobuf;

namespace GenNet.Tests.Weights.TensorFlow;

/// <summary>Writes checkpoints that TensorFlow could have written, in a folder of their own.</summary>
internal sealed class CheckpointBuilder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet-checkpoint-");

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    public string PathOf(string name) => $"{Folder}{Path.DirectorySeparatorChar}{name}";

    /// <summary>A variable.</summary>
    public static ObjectToWrite Variable(string fullName, float first, params int[] shape)
    {
        var values = Enumerable.Range(0, shape.Aggregate(1, static (a, b) => a * b)).Select(i => first + i).ToArray();
        return new() { Value = ArrayToWrite.Of(TensorShape.Of(shape), () => values), FullName = fullName };
    }

    /// <summary>A Dense layer of 16 units for 16 inputs; its bias begins with <paramref name="first"/>.</summary>
    public static ObjectToWrite Dense(string name, float first)
    {
        var layer = new ObjectToWrite();
        layer.Add("kernel", Variable(name.Length == 0 ? "" : $"{name}/kernel", first + 1000, 16, 16));
        layer.Add("bias", Variable(name.Length == 0 ? "" : $"{name}/bias", first, 16));
        return layer;
    }

    /// <summary>Keras 2's Sequential of such layers.</summary>
    public static ObjectToWrite Sequential(params string[] names)
    {
        var model = new ObjectToWrite();
        for (var i = 0; i < names.Length; i++)
            model.Add($"layer-{i}", model.Add($"layer_with_weights-{i}", Dense(names[i], i)));
        return model;
    }

    /// <summary>Writes the objects.</summary>
    public string Write(string prefix, ObjectToWrite root, int shard = 0, int shards = 1) => Write(prefix, bundle =>
    {
        var objects = root.BreadthFirst();
        foreach (var (path, item) in objects.Where(static item => item.Object.Value is not null))
            bundle.Add(ObjectToWrite.KeyOf(path), item.Value!);
        bundle.Add(ObjectGraph.Key, ObjectToWrite.GraphOf(objects).ToByteArray());
    }, shard, shards);

    /// <summary>Writes tensors by their names alone, as TensorFlow 1's Saver.</summary>
    public string WriteNamed(string prefix, params (string Name, ObjectToWrite Variable)[] variables) => Write(prefix, bundle =>
    {
        foreach (var (name, variable) in variables)
            bundle.Add(name, variable.Value!);
    }, 0, 1);

    private string Write(string prefix, Action<BundleWriter> write, int shard, int shards)
    {
        BundleWriter bundle;
        using (var data = File.Create(BundleShards.PathOf(PathOf(prefix), shard, shards)))
            write(bundle = new(data));
        using var index = File.Create(PathOf(prefix) + ".index");
        bundle.WriteIndex(index, (shard, shards));
        return PathOf(prefix);
    }
}
