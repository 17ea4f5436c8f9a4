using GenNet.Conformance.Models;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Safetensors;

namespace GenNet.Conformance.Formats;

/// <summary>Every format that weights are saved in, of every model: all bits come back, and the files are those that the original programs wrote.</summary>
public sealed class FormatSaveTests(ConformanceSummary summary) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;

    public static TheoryData<string> Names => [.. KerasFixture.Names];

    public static TheoryData<string> WithLegacyWeights => [.. KerasFixture.Names.Where(static model => FixtureTree.Has("models", model, "keras2_weights.h5"))];

    public static TheoryData<string> WithShards => [.. KerasFixture.Names.Where(static model => FixtureTree.Has("models", model, "sharded"))];

    public static TheoryData<string> WithPyTorch => [.. KerasFixture.Names.Where(static model => FixtureTree.Has("models", model, "pytorch.safetensors"))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void SaveWeights_FromEachFormatToEachOther_KeepsEveryBit(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "round trips", "model.keras", "model.safetensors");
        var last = fixture.PathOf("model.keras");
        // A round through all formats of which each goes before each other once.
        foreach (var (file, options) in Round())
        {
            using (var instance = fixture.Create(Device.Cpu()))
            {
                instance.Model.LoadWeights(last);
                LoadedBits.Compare(fixture, instance);
                instance.Model.SaveWeights(last = PathOf(file), options);
            }
            Assert.Empty(LoadedBits.Check(fixture, last).Notes);
        }
        summary.Models.Passed(name, "round trips", 0);
    }

    [Theory]
    [MemberData(nameof(WithLegacyWeights))]
    public void SaveWeights_AsLegacyHdf5_LooksTheSameToTheHdf5Library(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "save legacy HDF5", "keras2_weights.h5");
        Save(fixture, PathOf("saved.h5"));
        Assert.Equal(Hdf5Tools.Dump(fixture.PathOf("keras2_weights.h5")), OwnAttributes.Without(Hdf5Tools.Dump(PathOf("saved.h5"))));
        summary.Models.Passed(name, "save legacy HDF5", 0);
    }

    [Theory]
    [MemberData(nameof(WithShards))]
    public void SaveWeights_InSeveralFiles_WritesTheFilesOfKeras(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "save shards");
        var index = Path.Combine("sharded", "model.weights.json");
        var shards = Directory.GetFiles(fixture.PathOf("sharded"), "*.weights.h5");
        Save(fixture, PathOf("model.weights.json"), new() { MaxShardSize = ShardSize });
        Assert.Equal(File.ReadAllText(fixture.PathOf(index)), File.ReadAllText(PathOf("model.weights.json")));
        Assert.All(shards, shard => Assert.Equal(Hdf5Tools.Dump(shard), OwnAttributes.Without(Hdf5Tools.Dump(PathOf(Path.GetFileName(shard))))));
        summary.Models.Passed(name, "save shards", 0);
    }

    [Theory]
    [MemberData(nameof(WithPyTorch))]
    public void SaveWeights_AsPyTorch_WritesTheStateDict(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "save for PyTorch", "pytorch.safetensors");
        Save(fixture, PathOf("saved.safetensors"), new() { Format = WeightFormat.Torch });
        using var expected = SafetensorsFile.Open(fixture.PathOf("pytorch.safetensors"));
        using var saved = SafetensorsFile.Open(PathOf("saved.safetensors"));
        Assert.Equal(expected.Tensors.Select(static t => t.ToString()), saved.Tensors.Select(static t => t.ToString()));
        // How many batches a normalization has seen Keras doesn't count.
        Assert.All(expected.Tensors.Where(static t => !t.Path.EndsWith("num_batches_tracked", StringComparison.Ordinal)), t => Assert.Equal(t.ToBytes(), saved[t.Path].ToBytes()));
        summary.Models.Passed(name, "save for PyTorch", 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SaveWeights_AsNumPy_HasTheArraysByName(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "save .npz", "model.safetensors");
        Save(fixture, PathOf("saved.npz"), fromSafetensors: true);
        using var saved = WeightFiles.Open(PathOf("saved.npz"));
        using var named = WeightFiles.Open(PathOf("named.safetensors"));
        Assert.Equal(named.Tensors.Select(static t => (t.Path, t.ShapeText, t.Type)), saved.Tensors.Select(static t => (t.Path, t.ShapeText, t.Type)));
        Assert.All(named.Tensors.Zip(saved.Tensors), static pair => Assert.Equal(pair.First.ToBytes(), pair.Second.ToBytes()));
        summary.Models.Passed(name, "save .npz", 0);
    }

    private static long ShardSize => 3000;

    private void Save(KerasFixture fixture, string path, SaveOptions? options = null, bool fromSafetensors = false)
    {
        using var instance = fixture.Create(Device.Cpu());
        instance.Model.LoadWeights(fixture.PathOf("model.keras"));
        instance.Model.SaveWeights(path, options);
        if (fromSafetensors)
            instance.Model.SaveWeights(PathOf("named.safetensors"));
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private static IEnumerable<(string File, SaveOptions? Options)> Round()
    {
        (string, SaveOptions?)[] formats =
        [
            ("a.weights.h5", null), ("b.weights.json", null), ("c.h5", null), ("d.safetensors", null), ("e.safetensors", new() { Format = WeightFormat.Torch }), ("f.npz", null), ("g.npz", new() { Compress = true }),
            ("h", new() { Format = WeightFormat.TensorFlowCheckpoint }),
        ];
        // To each later one and back.
        for (var i = 0; i < formats.Length; i++)
        {
            yield return formats[i];
            for (var j = i + 1; j < formats.Length; j++)
            {
                yield return formats[j];
                yield return formats[i];
            }
        }
    }
}
