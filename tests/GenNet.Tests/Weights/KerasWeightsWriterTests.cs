using System.Globalization;
using GenNet.Specs;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Hdf5.Writing;
using GenNet.Weights.KerasH5;

namespace GenNet.Tests.Weights;

/// <summary>What GenNet writes is what Keras writes, by our reader, by h5py and by h5dump.</summary>
public sealed class KerasWeightsWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;

    public static TheoryData<string, string> KerasFiles =>
        [.. KerasWeightsFileTests.Models().SelectMany(static m => (string[])["model.weights.h5", "inference.weights.h5"], static (model, file) => (model, file))
            .Where(static f => FixtureTree.Has("models", f.model, f.file))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(KerasFiles))]
    public void Save_WhenKerasWroteTheSame_HasSameObjectsNamesAndArrays(string model, string file)
    {
        using var original = KerasWeightsFile.Open(FixtureTree.PathOf("models", model, file));
        using var copy = KerasWeightsFile.Open(Rewrite(original));
        Assert.Equal(original.Objects, copy.Objects);
        Assert.All(original.Objects, path => Assert.Equal(original.NameOf(path), copy.NameOf(path)));
        Assert.Equal(original.Tensors.Select(static t => t.ToString()), copy.Tensors.Select(static t => t.ToString()));
        Assert.All(original.Tensors.Zip(copy.Tensors), static pair => Assert.Equal(pair.First.ToBytes(), pair.Second.ToBytes()));
    }

    [Theory]
    [MemberData(nameof(KerasFiles))]
    public void Save_WhenKerasWroteTheSame_LooksTheSameToH5py(string model, string file)
    {
        using var original = KerasWeightsFile.Open(FixtureTree.PathOf("models", model, file));
        var listing = Hdf5Tools.ListWithH5py(original.File);
        Assert.NotEmpty(listing);
        Assert.Equal(listing, Hdf5Tools.ListWithH5py(Rewrite(original)));
    }

    [Theory]
    [MemberData(nameof(KerasFiles))]
    public void Save_WhenKerasWroteTheSame_LooksTheSameToH5dump(string model, string file)
    {
        using var original = KerasWeightsFile.Open(FixtureTree.PathOf("models", model, file));
        var dump = Hdf5Tools.Dump(original.File);
        Assert.NotEmpty(dump);
        Assert.Equal(dump, Hdf5Tools.Dump(Rewrite(original)));
    }

    [Fact]
    public void Save_WhenMetadataIsGiven_IsAttributesOfTheRoot()
    {
        var path = Path.Combine(_folder, "x.weights.h5");
        var metadata = new Dictionary<string, string> { ["gennet_model"] = "Samples.Größe", ["gennet_contract_version"] = "3", ["empty"] = "", ["long"] = new('x', 300_000) };
        KerasWeightsWriter.Save(path, [new("", "net", [])], metadata);
        using var file = KerasWeightsFile.Open(path);
        Assert.Equal(metadata.OrderBy(static m => m.Key), file.Metadata.OrderBy(static m => m.Key));
        Assert.Equal("net", file.NameOf(""));
        Assert.Empty(file.Tensors);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(257)]
    [InlineData(9000)]
    public void Save_WhenGroupHasManyArrays_ReadsBack(int count)
    {
        var path = Path.Combine(_folder, "x.weights.h5");
        KerasWeightsWriter.Save(path, [new("layers/dense", "dense", [.. Enumerable.Range(0, count).Select(static i => ArrayToWrite.Of((long)i))])], Nothing);
        using var file = KerasWeightsFile.Open(path);
        Assert.Equal(count, file.Tensors.Count);
        for (var i = 0; i < count; i++)
        {
            Assert.True(file.TryGetTensor($"layers/dense/vars/{i}", out var tensor));
            Assert.Equal(i, BitConverter.ToInt64(tensor.ToBytes()));
        }
        Assert.Equal(count, Hdf5Tools.CountWithH5py(path, "layers/dense/vars"));
    }

    [Fact]
    public void Save_WhenTypesDiffer_ReadsBackEachOfThem()
    {
        var path = Path.Combine(_folder, "x.weights.h5");
        var types = Enum.GetValues<StoredType>().Where(static t => t != StoredType.Other).ToList();
        KerasWeightsWriter.Save(path, [new("", "net", [.. types.Select(static t => Array(t, 3, 2))]), new("zero", "zero", [Array(StoredType.Float32, 0, 3), Array(StoredType.Float32)])], Nothing);
        using var file = KerasWeightsFile.Open(path);
        for (var i = 0; i < types.Count; i++)
        {
            Assert.True(file.TryGetTensor($"vars/{i}", out var tensor));
            Assert.Equal((types[i], "(3, 2)"), (tensor.Type, tensor.ShapeText));
            Assert.Equal([.. Enumerable.Range(0, 6 * types[i].Size()).Select(static b => (byte)(b % 2))], tensor.ToBytes());
        }
        Assert.True(file.TryGetTensor("zero/vars/0", out var empty));
        Assert.Equal("(0, 3)", empty.ShapeText);
        Assert.True(file.TryGetTensor("zero/vars/1", out var scalar));
        Assert.Equal("()", scalar.ShapeText);
    }

    [Fact]
    public void Write_WhenNamesAreNotAscii_ReadsBackInByteOrder()
    {
        var root = new GroupToWrite();
        string[] names = ["couche_é", "Über", "層", "😀", "\uFF21", "a", "B"];
        foreach (var name in names)
            root.Group(name).Add("0", ArrayToWrite.Of(1));
        var path = Path.Combine(_folder, "x.h5");
        using (var stream = File.Create(path))
            Hdf5Writer.Write(root, stream);
        using var file = Hdf5File.Open(path);
        Assert.Equal(names.Order(StringComparer.Ordinal), file.Groups);
        Assert.Equal(names.Length, Hdf5Tools.CountWithH5py(path, "/"));
    }

    private static Dictionary<string, string> Nothing { get; } = [];

    private static ArrayToWrite Array(StoredType type, params int[] shape)
    {
        var bytes = Enumerable.Range(0, (int)TensorShape.Of(shape).ElementCount * type.Size()).Select(static b => (byte)(b % 2)).ToArray();
        return new(type, TensorShape.Of(shape), stream => stream.Write(bytes));
    }

    private string Rewrite(KerasWeightsFile original)
    {
        var path = Path.Combine(_folder, "copy.weights.h5");
        KerasWeightsWriter.Save(path, original.Objects.Select(o => new KerasObject(o, original.NameOf(o)!, [.. ArraysOf(original, o)])), original.Metadata);
        return path;
    }

    private static IEnumerable<ArrayToWrite> ArraysOf(KerasWeightsFile file, string path)
    {
        for (var i = 0; file.TryGetTensor(KerasPaths.VariablesOf(path) + "/" + i.ToString(CultureInfo.InvariantCulture), out var tensor); i++)
            yield return new(tensor.Type, TensorShape.Of([.. tensor.Dimensions.Select(static d => (int)d)]), stream => stream.Write(tensor.ToBytes()));
    }
}
