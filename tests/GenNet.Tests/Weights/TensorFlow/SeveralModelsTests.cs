using GenNet.Tests.Weights.Loading;
using GenNet.Weights.TensorFlow;
using static GenNet.Tests.Weights.TensorFlow.CheckpointBuilder;

namespace GenNet.Tests.Weights.TensorFlow;

/// <summary><c>tf.train.Checkpoint(generator=g, discriminator=d)</c>: the caller says which, or is told that several would do.</summary>
public sealed class SeveralModelsTests : IDisposable
{
    private readonly CheckpointBuilder _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("generator", 0)]
    [InlineData("discriminator", 100)]
    public void LoadWeights_WithinOneOfThem_TakesThatOne(string part, float first)
    {
        using var model = new Chain(seed: 1);
        var report = model.LoadWeights(Gan("a", "b", "c", "d"), LoadOptions.Within(part));
        Assert.True(report.IsComplete);
        Assert.Empty(report.Unused);
        Assert.Empty(report.ByPosition);
        Assert.Equal([first, first + 1, first + 2, first + 3], FirstBiases(model));
    }

    [Fact]
    public void LoadWeights_WithinOneWithoutNames_GoesByOrderAndSaysSo()
    {
        using var model = new Chain(seed: 1);
        var report = model.LoadWeights(Gan("dense", "dense_1", "dense_2", "dense_3"), LoadOptions.Within("discriminator"));
        Assert.True(report.IsComplete);
        Assert.Equal(["a", "b", "c", "d"], report.ByPosition);
        Assert.Equal([100, 101, 102, 103], FirstBiases(model));
    }

    [Fact]
    public void LoadWeights_WhenSeveralCouldBeTheClass_SaysWhichAndHowToChoose()
    {
        using var model = new Chain(seed: 1);
        var before = FirstBiases(model);
        var error = Assert.Throws<WeightFileException>(() => model.LoadWeights(Gan("a", "b", "c", "d")));
        Assert.Contains("generator, discriminator", error.Problem);
        Assert.Contains("LoadOptions.Within(\"generator\")", error.Remedy);
        Assert.Equal(before, FirstBiases(model));
    }

    [Fact]
    public void LoadWeights_WithinOneThatHasMore_IsRefusedUnlessThatIsAllowed()
    {
        var root = new ObjectToWrite();
        root.Add("small", Sequential("a", "b", "c", "d"));
        root.Add("large", Sequential("a", "b", "c", "d", "e"));
        var path = _files.Write("ckpt-1", root);
        using var model = new Chain(seed: 1);
        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, LoadOptions.Within("large")));
        Assert.Contains("large/layer_with_weights-4/kernel", error.Message);
        Assert.DoesNotContain("small/", error.Message);
        Assert.Equal(2, model.LoadWeights(path, LoadOptions.Within("large") | LoadOptions.AllowUnused).Unused.Count);
        Assert.True(model.LoadWeights(path, LoadOptions.Within("small")).IsComplete);
    }

    [Fact]
    public void LoadWeights_WithinWhatIsNotThere_IsRefused()
    {
        using var model = new Chain(seed: 1);
        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(Gan("a", "b", "c", "d"), LoadOptions.Within("critic")));
        Assert.Contains("no layer of the file is called critic/a", error.Message);
    }

    private string Gan(params string[] names)
    {
        var root = new ObjectToWrite();
        root.Add("generator", Sequential(names));
        var discriminator = new ObjectToWrite();
        for (var i = 0; i < names.Length; i++)
            discriminator.Add($"layer-{i}", discriminator.Add($"layer_with_weights-{i}", Dense(names[i], 100 + i)));
        root.Add("discriminator", discriminator);
        root.Add("save_counter", Variable("save_counter", 1));
        return _files.Write("ckpt-1", root);
    }

    private static float[] FirstBiases(Model model) => [.. model.Layers.Select(static layer => layer.Variables[1].ToTensor().Values[0])];
}
