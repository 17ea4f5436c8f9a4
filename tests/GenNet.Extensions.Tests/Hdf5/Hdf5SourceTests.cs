using GenNet.Weights;
using GenNet.Weights.Hdf5;
using GenNet.Weights.KerasH5;

namespace GenNet.Extensions.Tests.Hdf5;

/// <summary>Weights load from any source of HDF5 objects as they do from a file.</summary>
public sealed class Hdf5SourceTests : IDisposable
{
    private const string Kernel = "layers/dense/vars/0";

    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-hdf5-").FullName;
    private readonly Classifier _saved = new(seed: 1);
    private readonly string _path;

    public Hdf5SourceTests()
    {
        _path = Path.Combine(_folder, "x.weights.h5");
        _saved.SaveWeights(_path);
    }

    public void Dispose()
    {
        _saved.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void LoadWeights_FromASourceOfOnesOwn_LoadsAndReportsAsFromTheFile()
    {
        using var source = MemoryHdf5.CopyOf(_path);
        using var model = new Classifier(seed: 2);
        using var same = new Classifier(seed: 3);

        var report = model.LoadWeights(source);

        AssertSame(_saved, model);
        Assert.Equal(same.LoadWeights(_path).ToString().Replace(_path, source.File, StringComparison.Ordinal), report.ToString());
        Assert.Equal(source.File, report.File);
        Assert.True(report.IsComplete);
        Assert.Equal("GenNet.Extensions.Tests.Classifier", report.SavedBy);
        Assert.Null(report.BehaviourUnchecked);
    }

    [Fact]
    public void LoadWeights_FromASource_LeavesItOpenForOtherModels()
    {
        using var source = MemoryHdf5.CopyOf(_path);
        using var one = new Classifier(seed: 2);
        using var two = new Classifier(seed: 3);

        Assert.Null(one.CheckWeights(source).Refusal);
        Assert.Equal(one.LoadWeights(source).Loaded, two.LoadWeights(source).Loaded);
        Assert.False(source.IsDisposed);
        using (KerasWeightsFile.Open(source, leaveOpen: true))
            Assert.False(source.IsDisposed);
        using (KerasWeightsFile.Open(source))
            Assert.False(source.IsDisposed);
        Assert.True(source.IsDisposed);
        AssertSame(one, two);
    }

    [Fact]
    public void LoadWeights_WhenTheSourceDoesNotFit_SaysWhatTheFileWouldSay()
    {
        using var source = MemoryHdf5.CopyOf(_path);
        using var line = new Line(seed: 2);
        var before = Values(line);

        var error = Assert.Throws<WeightLoadException>(() => line.LoadWeights(source));

        Assert.Equal(Assert.Throws<WeightLoadException>(() => line.LoadWeights(_path)).Message.Replace(_path, source.File, StringComparison.Ordinal), error.Message);
        Assert.Equal(error.Message, line.CheckWeights(source).Refusal);
        Assert.Equal(before, Values(line));
    }

    [Theory]
    [InlineData(nameof(Readings.Put))]
    [InlineData(nameof(Readings.PutChunks))]
    [InlineData(nameof(Readings.Fill))]
    [InlineData(nameof(Readings.FillBigEndian))]
    public void LoadWeights_HoweverTheSourceReads_TakesEveryElement(string how)
    {
        using var source = MemoryHdf5.CopyOf(_path);
        foreach (var dataset in Datasets(source.Group))
            dataset.How = ReadingCalled(how);
        using var model = new Classifier(seed: 2);

        model.LoadWeights(source);

        AssertSame(_saved, model);
    }

    // 300 x 300 elements of float64 are more than one block of the pool.
    [Theory]
    [InlineData(StoredType.Float64, nameof(Readings.Put))]
    [InlineData(StoredType.Float64, nameof(Readings.PutChunks))]
    [InlineData(StoredType.Float64, nameof(Readings.Fill))]
    [InlineData(StoredType.Float64, nameof(Readings.FillBigEndian))]
    [InlineData(StoredType.Float16, nameof(Readings.Fill))]
    [InlineData(StoredType.Float16, nameof(Readings.FillBigEndian))]
    public void ReadInto_OfAnotherType_ConvertsEveryElement(StoredType type, string how)
    {
        var values = Enumerable.Range(0, 300 * 300).Select(static i => (i % 999 / 4f) - 100).ToArray();
        var bytes = new byte[values.Length * sizeof(float)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        var dataset = new MemoryDataset([300, 300], bytes).As(type);
        dataset.How = ReadingCalled(how);
        var root = new MemoryGroup();
        root.Children["w"] = dataset;
        using var file = Hdf5File.Open(new MemoryHdf5(root));

        Assert.True(file.TryGetTensor("w", out var tensor));
        Assert.Equal(values, tensor.ToFloats());
        Assert.Equal(dataset.Bytes, tensor.ToBytes());
    }

    [Fact]
    public void LoadWeights_WhenALayerLiesBehindALink_SaysWhatItIs()
    {
        using var source = MemoryHdf5.CopyOf(_path);
        source.At("layers").Children["dense"] = new Hdf5Unread("a soft link to /data", "it is a soft link to /data, and links are not followed", mayHideArrays: true);
        using var model = new Classifier(seed: 2);

        Assert.Contains("layers/dense: it is a soft link to /data, and links are not followed", Assert.Throws<WeightFileException>(() => model.LoadWeights(source)).Message);
    }

    [Fact]
    public void LoadWeights_WhenAnArrayIsRefused_SaysWhyUnlessNobodyAsks()
    {
        using var source = MemoryHdf5.CopyOf(_path);
        var beside = new MemoryDataset([3], new byte[12]) { Refusal = "it is a virtual dataset, whose values lie in other datasets" };
        source.Group.Children["beside"] = beside;
        using var model = new Classifier(seed: 2);
        model.LoadWeights(source);

        Dataset(source, Kernel).Refusal = beside.Refusal;

        Assert.Contains($"{Kernel}: it is a virtual dataset", Assert.Throws<WeightFileException>(() => model.LoadWeights(source)).Message);
    }

    [Fact]
    public void Open_WhenAGroupContainsItself_ListsItOnce()
    {
        var root = new MemoryGroup();
        root.Children["w"] = new MemoryDataset([3], new byte[12]);
        root.Children["again"] = root;
        using var file = Hdf5File.Open(new MemoryHdf5(root));

        Assert.Equal(["w"], file.Tensors.Select(static t => t.Path));
    }

    private static Reading ReadingCalled(string how) => how switch
    {
        nameof(Readings.Put) => Readings.Put,
        nameof(Readings.PutChunks) => Readings.PutChunks,
        nameof(Readings.Fill) => Readings.Fill,
        _ => Readings.FillBigEndian,
    };

    private static MemoryDataset Dataset(MemoryHdf5 source, string path)
    {
        var slash = path.LastIndexOf('/');
        return (MemoryDataset)source.At(path[..slash]).Children[path[(slash + 1)..]];
    }

    private static IEnumerable<MemoryDataset> Datasets(MemoryGroup group) =>
        group.Children.Values.SelectMany(static child => child is MemoryGroup inner ? Datasets(inner) : [(MemoryDataset)child]);

    private static float[] Values(Model model) => [.. model.Layers.SelectMany(static l => l.Variables).SelectMany(static v => v.Values.ToArray())];

    private static void AssertSame(Model expected, Model actual) => Assert.Equal(Values(expected), Values(actual));
}
