using GenNet.Tests.Weights.Loading;
using GenNet.TestSupport;
using GenNet.Weights;

namespace GenNet.Tests.Weights.Shards;

/// <summary>Weights in several files: what an index may say, and that a save leaves the old weights or the new, whenever it ends.</summary>
public sealed class ShardSavingTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Save_OverItself_KeepsTheOldFilesUntilTheIndexIsNew()
    {
        using var model = new Chain(seed: 1);
        var path = _files.PathOf("x.weights.json");
        model.SaveWeights(path, Small);
        Assert.True(File.Exists(_files.PathOf("x_00000.weights.h5")));
        model.SaveWeights(path, Small);
        Assert.True(File.Exists(_files.PathOf("x-2_00000.weights.h5")));
        Assert.False(File.Exists(_files.PathOf("x_00000.weights.h5")));
        model.SaveWeights(path, Small);
        Assert.True(File.Exists(_files.PathOf("x_00000.weights.h5")));
        Assert.False(File.Exists(_files.PathOf("x-2_00000.weights.h5")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Save_WhenAFileCannotBeWritten_LeavesTheOldWeights(int number)
    {
        using var old = new Chain(seed: 1);
        using var next = new Chain(seed: 2);
        var path = _files.PathOf("x.weights.json");
        old.SaveWeights(path, Small);
        // The name is a folder's: that file fails, after those before it.
        Directory.CreateDirectory(_files.PathOf($"x-2_0000{number}.weights.h5"));
        Assert.ThrowsAny<IOException>(() => next.SaveWeights(path, Small));
        using var loaded = new Chain(seed: 3);
        loaded.LoadWeights(path);
        Assert.Equal(old.B.Kernel.Values.ToArray(), loaded.B.Kernel.Values.ToArray());
    }

    [Fact]
    public void Save_OfAnArrayAboveTheLimit_IsRefusedAndWritesNothing()
    {
        using var model = new Chain(seed: 1);
        var error = Assert.Throws<ArgumentException>("options", () => model.SaveWeights(_files.PathOf("x.weights.json"), new() { MaxShardSize = 8 }));
        Assert.Contains("MaxShardSize is 8: an array is never parted", error.Message);
        Assert.False(File.Exists(_files.PathOf("x_00000.weights.h5")));
    }

    [Fact]
    public void Load_WhenAFileIsMissing_NamesIt()
    {
        using var model = new Chain(seed: 1);
        var path = _files.PathOf("x.weights.json");
        model.SaveWeights(path, Small);
        File.Delete(_files.PathOf("x_00001.weights.h5"));
        Assert.Contains("x_00001.weights.h5, which it names, is not beside it", Assert.Throws<WeightFileException>(() => model.LoadWeights(path)).Message);
    }

    [Fact]
    public void Load_WhenAFileIsOfAnotherSave_NamesIt()
    {
        using var model = new Chain(seed: 1);
        using var other = new Chain(seed: 2);
        var path = _files.PathOf("x.weights.json");
        model.SaveWeights(path, Small);
        other.SaveWeights(_files.PathOf("y.weights.json"), Small);
        File.Copy(_files.PathOf("y_00001.weights.h5"), _files.PathOf("x_00001.weights.h5"), overwrite: true);
        Assert.Contains("x_00001.weights.h5 isn't of the same save as x_00000.weights.h5", Assert.Throws<WeightFileException>(() => model.LoadWeights(path)).Message);

        // The same weights, saved at another time, are as good.
        model.SaveWeights(_files.PathOf("y.weights.json"), Small);
        File.Copy(Directory.GetFiles(Path.GetDirectoryName(path)!, "y*_00001.weights.h5").Order(StringComparer.Ordinal).Last(), _files.PathOf("x_00001.weights.h5"), overwrite: true);
        model.LoadWeights(path);
    }

    [Theory]
    [InlineData("../x.weights.h5")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\b.h5")]
    [InlineData("..")]
    [InlineData("")]
    public void Load_WhenAnIndexNamesAFileElsewhere_IsRefused(string name)
    {
        var path = _files.PathOf("x.weights.json");
        File.WriteAllText(path, "{\"metadata\": {}, \"weight_map\": {\"/layers/dense/vars\": " + System.Text.Json.JsonSerializer.Serialize(name) + "}}");
        Assert.Contains("only files beside the index are read", Assert.Throws<WeightFileException>(() => WeightFiles.Open(path)).Message);
    }

    [Theory]
    [InlineData("""{"weight_map": {}}""", "it names no file")]
    [InlineData("""{"weight_map": []}""", "its weight_map is no object")]
    [InlineData("""{"weight_map": {"a": 1}}""", "gives no name of a file for it")]
    [InlineData("""{"weight_map": {"a": "b", "a": "c"}}""", "it is no index of weight files")]
    [InlineData("""{"weight_map": {"a": "b"}""", "it is no index of weight files")]
    public void Load_WhenAnIndexIsDamaged_SaysWhat(string json, string problem)
    {
        var path = _files.PathOf("x.weights.json");
        File.WriteAllText(path, json);
        Assert.Contains(problem, Assert.Throws<WeightFileException>(() => WeightFiles.Open(path)).Message);
    }

    private static SaveOptions Small => new() { MaxShardSize = 2048 };
}
