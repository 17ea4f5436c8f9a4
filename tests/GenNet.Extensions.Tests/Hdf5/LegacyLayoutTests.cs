using GenNet.Weights;
using GenNet.Weights.Hdf5;

namespace GenNet.Extensions.Tests.Hdf5;

/// <summary>Weights in the legacy layout of Keras: names decide there as anywhere, and where nobody chose one, positions do.</summary>
public sealed class LegacyLayoutTests
{
    [Fact]
    public void LoadWeights_WhenLayersStandInAnotherOrder_GoesByTheirNames()
    {
        using var saved = new Pair(seed: 1);
        using var model = new Pair(seed: 2);
        using var file = LegacyHdf5.Of(Dense("second", saved.Second), Dense("first", saved.First));

        var report = model.LoadWeights(file);

        AssertSame(saved, model);
        Assert.Empty(report.ByPosition);
        Assert.NotNull(report.BehaviourUnchecked);
    }

    [Fact]
    public void LoadWeights_WhenNamesAreKerasOwn_GoesByPositionAndSaysSo()
    {
        using var saved = new Pair(seed: 1);
        using var model = new Pair(seed: 2);
        using var file = LegacyHdf5.Of(Dense("dense_7", saved.First), Dense("dense_8", saved.Second));

        var report = model.LoadWeights(file);

        AssertSame(saved, model);
        Assert.Equal(["first", "second"], report.ByPosition);
    }

    [Fact]
    public void LoadWeights_WhenAChosenNameIsAnother_LoadsNothing()
    {
        using var saved = new Pair(seed: 1);
        using var model = new Pair(seed: 2);
        using var file = LegacyHdf5.Of(Dense("first", saved.First), Dense("third", saved.Second));

        var message = Assert.Throws<WeightLoadException>(() => model.LoadWeights(file)).Message;

        Assert.Contains("no layer of the file is called second", message);
        Assert.Contains("third/third/kernel:0", message);
        Assert.NotEqual(saved.First.Kernel.Values.ToArray(), model.First.Kernel.Values.ToArray());
    }

    [Fact]
    public void LoadWeights_WhenPositionsAreAskedFor_TakesChosenNamesInOrder()
    {
        using var saved = new Pair(seed: 1);
        using var model = new Pair(seed: 2);
        using var file = LegacyHdf5.Of(Dense("one", saved.First), Dense("two", saved.Second));

        model.LoadWeights(file, LoadOptions.ByPosition);

        AssertSame(saved, model);
    }

    [Fact]
    public void LoadWeights_WhenTheFileHasOneLayerMore_RefusesIt()
    {
        using var saved = new Pair(seed: 1);
        using var model = new Pair(seed: 2);
        using var file = LegacyHdf5.Of(Dense("dense", saved.First), Dense("dense_1", saved.First), Dense("dense_2", saved.Second));

        Assert.Contains("positions don't tell which is which", Assert.Throws<WeightLoadException>(() => model.LoadWeights(file)).Message);
    }

    [Fact]
    public void LoadWeights_WhenAListIsCutIntoNumberedOnes_ReadsAllOfThem()
    {
        using var saved = new Pair(seed: 1);
        using var model = new Pair(seed: 2);
        using var file = LegacyHdf5.Of(Dense("first", saved.First), Dense("second", saved.Second));
        Assert.True(file.Group.Attributes.Remove("layer_names"));
        file.Group.Attributes["layer_names0"] = Hdf5Attribute.Of(["first"]);
        file.Group.Attributes["layer_names1"] = Hdf5Attribute.Of(["second"]);

        model.LoadWeights(file);

        AssertSame(saved, model);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LoadWeights_OfAModelAmongTheLayers_TellsItsLayersByTheirNamesOrByTheirVariables(bool isFrozen)
    {
        using var saved = new Around(seed: 1);
        using var model = new Around(seed: 2);
        var norm = saved.Inner.Norm;
        // Keras 3.0 to 3.2: the variables' names alone, and of what is frozen layer by layer.
        (string, Variable)[] trained = [("gamma", norm.Gamma!), ("beta", norm.Beta!)];
        (string, Variable)[] state = [("moving_mean", norm.MovingMean), ("moving_variance", norm.MovingVariance)];
        (string, Variable)[] dense = [("kernel", saved.Inner.Body.Kernel), ("bias", saved.Inner.Body.Bias!)];
        using var file = LegacyHdf5.Of(
            ("inner", isFrozen ? [.. trained, .. state, .. dense] : [.. trained, .. dense, .. state]),
            Dense("head", saved.Head));

        var report = model.LoadWeights(file);

        Assert.All(saved.Layers.SelectMany(static l => l.Variables).Zip(model.Layers.SelectMany(static l => l.Variables)), static pair => Assert.Equal(pair.First.Values.ToArray(), pair.Second.Values.ToArray()));
        Assert.Contains("inner/norm", report.ByPosition);
    }

    [Fact]
    public void LoadWeights_WhenALayerOfAModelAmongTheLayersHasAnotherName_LoadsNothing()
    {
        using var saved = new Around(seed: 1);
        using var model = new Around(seed: 2);
        var norm = saved.Inner.Norm;
        using var file = LegacyHdf5.Of(
            ("inner",
            [
                ("norm/gamma:0", norm.Gamma!), ("norm/beta:0", norm.Beta!), ("torso/kernel:0", saved.Inner.Body.Kernel), ("torso/bias:0", saved.Inner.Body.Bias!),
                ("norm/moving_mean:0", norm.MovingMean), ("norm/moving_variance:0", norm.MovingVariance),
            ]),
            Dense("head", saved.Head));

        Assert.Contains("inner/body", Assert.Throws<WeightLoadException>(() => model.LoadWeights(file)).Message);
    }

    [Fact]
    public void LoadWeights_WhenAListNamesWhatIsNotThere_IsDamaged()
    {
        using var saved = new Pair(seed: 1);
        using var model = new Pair(seed: 2);
        using var file = LegacyHdf5.Of(Dense("first", saved.First), Dense("second", saved.Second));
        Assert.True(file.At("second/second").Children.Remove("bias:0"));

        Assert.Contains("second/second/bias:0", Assert.Throws<WeightFileException>(() => model.LoadWeights(file)).Message);

        Assert.True(file.Group.Children.Remove("second"));
        Assert.Contains("there is no such group", Assert.Throws<WeightFileException>(() => model.LoadWeights(file)).Message);
    }

    private static (string, (string, Variable)[]) Dense(string name, Dense layer) => (name, [($"{name}/kernel:0", layer.Kernel), ($"{name}/bias:0", layer.Bias!)]);

    private static void AssertSame(Pair expected, Pair actual)
    {
        Assert.Equal(expected.First.Kernel.Values.ToArray(), actual.First.Kernel.Values.ToArray());
        Assert.Equal(expected.Second.Kernel.Values.ToArray(), actual.Second.Kernel.Values.ToArray());
    }
}

/// <summary>Two layers that only their names tell apart.</summary>
[Model, Input(4)]
public sealed partial class Pair
{
    /// <summary>The first.</summary>
    [Dense(4)] public partial Dense First { get; }

    /// <summary>The second.</summary>
    [Dense(4)] public partial Dense Second { get; }
}

/// <summary>A model that is among the layers of another.</summary>
[Model, Input(4)]
public sealed partial class Inside
{
    /// <summary>With state, that stands behind everything that is trained.</summary>
    [BatchNormalization] public partial BatchNormalization Norm { get; }

    /// <summary>A layer behind it.</summary>
    [Dense(4)] public partial Dense Body { get; }
}

/// <summary>A model around <see cref="Inside"/>.</summary>
[Model, Input(4)]
public sealed partial class Around
{
    /// <summary>The model.</summary>
    public partial Inside Inner { get; }

    /// <summary>A layer behind it.</summary>
    [Dense(2)] public partial Dense Head { get; }
}
