using GenNet.Specs;
using GenNet.Weights;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Hdf5.Writing;
using GenNet.Weights.KerasH5;

namespace GenNet.Tests.Weights;

/// <summary>Small Keras files in memory.</summary>
internal sealed class WeightFileBuilder
{
    private readonly GroupToWrite _root = new();

    /// <summary>Adds an array, float32 if only values are given.</summary>
    public WeightFileBuilder With(string path, int[] shape, params float[] values) =>
        With(path, new ArrayToWrite(StoredType.Float32, TensorShape.Of(shape), stream => ArrayToWrite.Of(TensorShape.Of(shape), () => values).Write(stream)));

    public WeightFileBuilder With(string path, StoredType type, int[] shape, byte[] bytes) =>
        With(path, new ArrayToWrite(type, TensorShape.Of(shape), stream => stream.Write(bytes)));

    public WeightFileBuilder WithMetadata(string name, string value)
    {
        _root.Attributes[name] = Hdf5Attribute.Of(value);
        return this;
    }

    public WeightFileBuilder WithName(string group, string name)
    {
        _root.Group(group).Attributes["name"] = Hdf5Attribute.Of(name);
        return this;
    }

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        Hdf5Writer.Write(_root, stream);
        return stream.ToArray();
    }

    public KerasWeightsFile Open() => KerasWeightsFile.Open(new MemoryBytes("test.weights.h5", ToBytes()));

    private WeightFileBuilder With(string path, ArrayToWrite array)
    {
        var name = path.LastIndexOf('/');
        _root.Group(path[..name]).Add(path[(name + 1)..], array);
        return this;
    }
}
