using GenNet.Tests.Weights.Loading;
using GenNet.Weights.TensorFlow;
using static GenNet.Tests.Weights.TensorFlow.CheckpointBuilder;

namespace GenNet.Tests.Weights.TensorFlow;

/// <summary>What of a checkpoint goes where: names decide where somebody chose them, else the order in which TensorFlow has the layers; optimizers and counters are nobody's weights.</summary>
public sealed class CheckpointLoadTests : IDisposable
{
    private readonly CheckpointBuilder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void LoadWeights_OfASequential_LoadsByNames()
    {
        using var model = new Chain(seed: 1);
        var report = model.LoadWeights(_files.Write("weights", Sequential("a", "b", "c", "d")));
        Assert.True(report.IsComplete);
        Assert.Empty(report.ByPosition);
        Assert.Equal([0, 1, 2, 3], FirstBiases(model));
    }

    [Fact]
    public void LoadWeights_WhenTheClassHasAnotherOrder_NamesDecide()
    {
        using var model = new ChainSwapped(seed: 1);
        Assert.True(model.LoadWeights(_files.Write("weights", Sequential("a", "b", "c", "d"))).IsComplete);
        Assert.Equal([0, 2, 1, 3], FirstBiases(model));
    }

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("dense", "dense_1", "dense_2", "dense_3")]
    [InlineData("sequential/dense_4", "sequential/dense_5", "sequential/dense_6", "sequential/dense_7")]
    public void LoadWeights_WhenNobodyChoseNames_GoesByOrderAndSaysSo(params string[] names)
    {
        using var model = new Chain(seed: 1);
        var report = model.LoadWeights(_files.Write("weights", Sequential(names)));
        Assert.True(report.IsComplete);
        Assert.Equal(["a", "b", "c", "d"], report.ByPosition);
        Assert.Equal([0, 1, 2, 3], FirstBiases(model));
    }

    [Fact]
    public void LoadWeights_WhenTheFileHasOtherNames_RefusesAndByPositionForces()
    {
        using var model = new Chain(seed: 1);
        var before = FirstBiases(model);
        var path = _files.Write("weights", Sequential("zeroth", "first", "second", "third"));
        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path));
        Assert.Contains("layer_with_weights-1/kernel", error.Message);
        Assert.Equal(before, FirstBiases(model));
        Assert.True(model.LoadWeights(path, LoadOptions.ByPosition).IsComplete);
        Assert.Equal([0, 1, 2, 3], FirstBiases(model));
    }

    [Fact]
    public void LoadWeights_OfAModelWithItsOptimizer_TakesTheModel()
    {
        var (root, optimizer, list) = (new ObjectToWrite(), new ObjectToWrite(), new ObjectToWrite());
        var model = root.Add("net", Sequential("a", "b", "c", "d"));
        root.Add("optimizer", optimizer).Add("iter", Variable("iter", 7));
        optimizer.Add("learning_rate", Variable("lr", 0.5f));
        optimizer.Add("_variables", list).Add("0", Variable("a/kernel/m", 3, 16, 16));
        Assert.NotNull(model);
        using var net = new Chain(seed: 1);
        var report = net.LoadWeights(_files.Write("ckpt-1", root));
        Assert.True(report.IsComplete);
        Assert.Empty(report.Unused);
        Assert.Equal(3, report.OptimizerArrays);
        Assert.Equal([0, 1, 2, 3], FirstBiases(net));
    }

    [Fact]
    public void LoadWeights_OfTensorFlow1sSaver_LoadsByTheNamesOfVariables()
    {
        var named = Sequential("a", "b", "c", "d").BreadthFirst().Where(static item => item.Object.Value is not null).Select(static item => (item.Object.FullName, item.Object));
        var path = _files.WriteNamed("model.ckpt-100", [.. named, ("a/kernel/Adam", Variable("", 0, 16, 16)), ("a/kernel/Adam_1", Variable("", 0, 16, 16)), ("beta1_power", Variable("", 0)), ("global_step", Variable("", 0))]);
        using var model = new Chain(seed: 1);
        var report = model.LoadWeights(path);
        Assert.True(report.IsComplete);
        Assert.Equal(4, report.OptimizerArrays);
        Assert.Equal([0, 1, 2, 3], FirstBiases(model));
    }

    [Fact]
    public void LoadWeights_WhenKeysSayNothing_FollowsTheObjects()
    {
        // Node "zz" is met first: the keys of a layer's variables begin with it.
        var root = new ObjectToWrite();
        var model = Sequential("", "", "", "");
        root.Add("zz", model.Children[0].Object);
        foreach (var (name, held) in model.Children)
            root.Add(name, held);
        using var net = new Chain(seed: 1);
        Assert.True(net.LoadWeights(_files.Write("weights", root)).IsComplete);
        Assert.Equal([0, 1, 2, 3], FirstBiases(net));
    }

    [Fact]
    public void LoadWeights_WhenALayerIsMissing_SaysWhich()
    {
        using var model = new Chain(seed: 1);
        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(_files.Write("weights", Sequential("a", "b", "c"))));
        Assert.Contains("d/kernel", error.Message);
    }

    private static float[] FirstBiases(Model model) => [.. model.Layers.Select(static layer => layer.Variables[1].ToTensor().Values[0])];
}
