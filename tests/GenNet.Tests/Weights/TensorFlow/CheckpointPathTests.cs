using GenNet.Tests.Weights.Loading;
using GenNet.Weights;
using static GenNet.Tests.Weights.TensorFlow.CheckpointBuilder;

namespace GenNet.Tests.Weights.TensorFlow;

/// <summary>What paths of checkpoints mean, and what says that a file of one is missing.</summary>
public sealed class CheckpointPathTests : IDisposable
{
    private readonly CheckpointBuilder _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("weights", "weights")]
    [InlineData("weights", "weights.index")]
    [InlineData("weights", "weights.data-00000-of-00001")]
    [InlineData("weights", "")]
    [InlineData("", "")]
    [InlineData("", ".index")]
    [InlineData("model.ckpt-100", "model.ckpt-100")]
    public void LoadWeights_ByAnyPathOfACheckpoint_LoadsIt(string prefix, string path)
    {
        _files.Write(prefix, Sequential("a", "b", "c", "d"));
        using var model = new Chain(seed: 1);
        Assert.True(model.LoadWeights(_files.PathOf(path)).IsComplete);
    }

    [Fact]
    public void LoadWeights_OfAnIndexOfAnotherName_TellsItByItsContent()
    {
        var path = _files.Write("weights", Sequential("a", "b", "c", "d"));
        File.Move(path + ".index", _files.PathOf("weights.bin"));
        using var model = new Chain(seed: 1);
        Assert.True(model.LoadWeights(_files.PathOf("weights.bin")).IsComplete);
    }

    [Fact]
    public void LoadWeights_OfSeveralDataFiles_OpensThoseThatTensorsLieIn()
    {
        using var model = new Chain(seed: 1);
        Assert.True(model.LoadWeights(_files.Write("weights", Sequential("a", "b", "c", "d"), shard: 3, shards: 12)).IsComplete);
    }

    [Theory]
    [InlineData("ckpt-2")]
    [InlineData("/home/somebody/else/ckpt-2")]
    [InlineData("C:\\\\models\\\\ckpt-2")]
    public void LoadWeights_OfAFolder_LoadsTheLatest(string noted)
    {
        _files.Write("ckpt-1", Sequential("x", "y", "z"));
        _files.Write("ckpt-2", Sequential("a", "b", "c", "d"));
        File.WriteAllText(_files.PathOf("checkpoint"), $"model_checkpoint_path: \"{noted}\"\nall_model_checkpoint_paths: \"ckpt-1\"\nall_model_checkpoint_paths: \"ckpt-2\"\n");
        foreach (var path in (string[])["", "checkpoint"])
        {
            using var model = new Chain(seed: 1);
            Assert.True(model.LoadWeights(_files.PathOf(path)).IsComplete);
        }
    }

    [Fact]
    public void LoadWeights_OfAFolderWithoutNote_LoadsTheOnlyCheckpointAlone()
    {
        _files.Write("one", Sequential("a", "b", "c", "d"));
        using var model = new Chain(seed: 1);
        Assert.True(model.LoadWeights(_files.Folder).IsComplete);
        _files.Write("two", Sequential("a", "b", "c", "d"));
        Assert.ThrowsAny<IOException>(() => model.LoadWeights(_files.Folder));
    }

    [Theory]
    [InlineData("ckpt-9", "ckpt-9.index")]
    [InlineData("../weights", "outside its folder")]
    [InlineData("a/../../weights", "outside its folder")]
    public void LoadWeights_OfANoteThatLeadsNowhere_SaysSo(string noted, string expected)
    {
        File.WriteAllText(_files.PathOf("checkpoint"), $"model_checkpoint_path: \"{noted}\"\n");
        using var model = new Chain(seed: 1);
        Assert.Contains(expected, Assert.Throws<WeightFileException>(() => model.LoadWeights(_files.Folder)).Message);
    }

    [Fact]
    public void LoadWeights_WithoutItsDataFile_SaysWhichIsMissing()
    {
        var path = _files.Write("weights", Sequential("a", "b", "c", "d"));
        File.Delete(path + ".data-00000-of-00001");
        using var model = new Chain(seed: 1);
        Assert.Contains("weights.data-00000-of-00001", Assert.Throws<WeightFileException>(() => model.LoadWeights(path)).Message);
    }

    [Fact]
    public void LoadWeights_OfAnIndexInMemory_SaysThatItIsSeveralFiles()
    {
        var index = File.ReadAllBytes(_files.Write("weights", Sequential("a", "b", "c", "d")) + ".index");
        using var model = new Chain(seed: 1);
        Assert.Contains("by its path", Assert.Throws<WeightFileException>(() => model.LoadWeights(index)).Message);
    }

    [Fact]
    public void Open_OfNothing_SaysThatThereIsNoFile() => Assert.Throws<FileNotFoundException>(() => WeightFiles.Open(_files.PathOf("none")));
}
