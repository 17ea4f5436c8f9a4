using System.Globalization;
using GenNet.TestSupport;

namespace GenNet.Tests.Weights.Loading;

/// <summary>What holds of names holds at each level of nesting: those that Keras made itself are none there either, and positions count within the model around them.</summary>
public sealed class NestedNamesTests : IDisposable
{
    private static readonly LoadOptions s_lenient = LoadOptions.AllowMissing | LoadOptions.AllowUnused;

    private readonly SavedFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void LoadWeights_WhenTheNamesWithinAModelAreOfAnotherRun_TakesNoneOfThemByChance()
    {
        var path = Towers("a", "b", "dense_1", "dense_2", "dense_3", "dense_4", "out");
        using var model = new TwoTowers(seed: 2);
        var report = model.LoadWeights(path, s_lenient);
        Assert.Equal("a/dense=own a/dense_1=own b/dense=own b/dense_1=own out=5", ValuesOf(model));
        Assert.Equal(["a/dense", "a/dense_1", "b/dense", "b/dense_1"], report.Missing.Select(static v => v.Layer).Distinct());

        report = model.LoadWeights(path);
        Assert.Equal("a/dense=1 a/dense_1=2 b/dense=3 b/dense_1=4 out=5", ValuesOf(model));
        Assert.Equal(["a/dense", "a/dense_1", "b/dense", "b/dense_1"], report.ByPosition);
        Assert.Equal(["a/dense, a/dense_1", "b/dense, b/dense_1"], report.Interchangeable);
    }

    [Fact]
    public void LoadWeights_WhenTheNamesWithinAModelAreOfAnotherRunUnderLenientOptions_NeedsByPosition()
    {
        var path = Towers("a", "b", "dense", "dense_1", "dense_2", "dense_3", "out");
        using var model = new TwoTowers(seed: 2);
        model.LoadWeights(path, s_lenient);
        Assert.Equal("a/dense=1 a/dense_1=2 b/dense=own b/dense_1=own out=5", ValuesOf(model));
        Assert.Contains("within b, ", Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, LoadOptions.AllowMissing)).Message);
        model.LoadWeights(path, s_lenient | LoadOptions.ByPosition);
        Assert.Equal("a/dense=1 a/dense_1=2 b/dense=3 b/dense_1=4 out=5", ValuesOf(model));
    }

    // Keras' own numbering of two models that were made one after the other.
    [Fact]
    public void LoadWeights_OfTwoModelsWithAutomaticNames_GoesByPositionWithinEach()
    {
        using var model = new TwoTowers(seed: 2);
        var report = model.LoadWeights(Towers("a", "b", "dense", "dense_1", "dense_2", "dense_3", "out"));
        Assert.Equal("a/dense=1 a/dense_1=2 b/dense=3 b/dense_1=4 out=5", ValuesOf(model));
        Assert.Equal(["b/dense", "b/dense_1"], report.ByPosition);
    }

    [Theory]
    [InlineData("functional_3", "functional_4")]
    [InlineData("functional_1", "functional_2")]
    [InlineData("model_1", "model_2")]
    public void LoadWeights_WhenModelsHaveAutomaticNamesOfAnotherRun_GoesByTheirPosition(string first, string second)
    {
        var path = Towers(first, second, "up", "down", "up", "down", "out");
        using var model = new TwoAutomaticTowers(seed: 2);
        var report = model.LoadWeights(path);
        Assert.Equal("functional/up=1 functional/down=2 functional_1/up=3 functional_1/down=4 out=5", ValuesOf(model));
        Assert.Equal(["functional/up", "functional/down", "functional_1/up", "functional_1/down"], report.ByPosition);
        Assert.Equal(["functional, functional_1"], report.Interchangeable);
        Assert.Contains("LoadOptions.ByPosition", Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, LoadOptions.AllowMissing)).Message);
    }

    [Fact]
    public void LoadWeights_WhenAnAutomaticModelHasOtherLayers_IsNotTakenForAnother()
    {
        using var model = new TwoAutomaticTowers(seed: 2);
        var path = Towers("functional_3", "functional_4", "up", "down", "up", "sideways", "out");
        Assert.Contains("layers without chosen names differ at position 2", Assert.Throws<WeightLoadException>(() => model.LoadWeights(path)).Message);
        Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, s_lenient));
        model.LoadWeights(path, s_lenient | LoadOptions.SkipMismatch);
        Assert.Equal("functional/up=own functional/down=own functional_1/up=own functional_1/down=own out=5", ValuesOf(model));
    }

    [Fact]
    public void LoadWeights_WhenNamesWithinModelsAreChosen_FollowsThem()
    {
        using var model = new TwoAutomaticTowers(seed: 2);
        model.LoadWeights(Towers("functional", "functional_1", "down", "up", "up", "down", "out"));
        Assert.Equal("functional/up=2 functional/down=1 functional_1/up=3 functional_1/down=4 out=5", ValuesOf(model));
    }

    [Theory]
    [InlineData("a", "a", "up", "down", "up", "down", "2 layers called 'a'")]
    [InlineData("a", "b", "up", "up", "up", "down", "within a, the file has 2 layers called 'up'")]
    public void LoadWeights_WhenANameStandsTwice_SaysSo(string first, string second, string up1, string down1, string up2, string down2, string expected)
    {
        using var model = new TwoChosenTowers(seed: 2);
        var message = Assert.Throws<WeightLoadException>(() => model.LoadWeights(Towers(first, second, up1, down1, up2, down2, "out"))).Message;
        Assert.Contains(expected, message);
        Assert.DoesNotContain("without chosen names", message);
    }

    [Fact]
    public void LoadWeights_OfForeignSafetensors_FollowsTheSameRules()
    {
        using var saved = new TwoTowers(seed: 1);
        using var model = new TwoTowers(seed: 2);
        var path = _files.Save(saved, SavedFiles.Kind.ForeignSafetensors, static name =>
            name.EndsWith("/dense_1", StringComparison.Ordinal) ? name + "0" : name.EndsWith("/dense", StringComparison.Ordinal) ? name + "_9" : name);
        var report = model.LoadWeights(path);
        Assert.Equal("a/dense=a/dense a/dense_1=a/dense_1 b/dense=b/dense b/dense_1=b/dense_1 out=out", Provenance.Of(model, saved));
        Assert.Equal(["a/dense", "a/dense_1", "b/dense", "b/dense_1"], report.ByPosition);
        Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, LoadOptions.AllowMissing));
    }

    /// <summary>A Keras file of two models with two layers each, and a layer behind them; each layer's values are its number.</summary>
    private string Towers(string first, string second, string up1, string down1, string up2, string down2, string output)
    {
        var file = new WeightFileBuilder().WithName("vars", "net").WithName("layers/functional/vars", first).WithName("layers/functional_1/vars", second);
        var value = 1;
        foreach (var (group, name) in ((string, string)[])
            [
                ("layers/functional/layers/dense", up1), ("layers/functional/layers/dense_1", down1),
                ("layers/functional_1/layers/dense", up2), ("layers/functional_1/layers/dense_1", down2), ("layers/dense", output),
            ])
        {
            file.WithName($"{group}/vars", name).With($"{group}/vars/0", [4, 4], [.. Enumerable.Repeat((float)value, 16)]).With($"{group}/vars/1", [4], value, value, value, value);
            value++;
        }
        var path = _files.PathOf("towers.weights.h5");
        File.WriteAllBytes(path, file.ToBytes());
        return path;
    }

    private static string ValuesOf(Model model) => string.Join(' ', model.Layers.Where(static l => l.Variables.Count > 0).Select(static layer =>
        layer.Variables[0].Values[0] is var value && float.IsInteger(value) ? string.Create(CultureInfo.InvariantCulture, $"{layer.Name}={value}") : $"{layer.Name}=own"));
}

[Model, Input(4)]
internal sealed partial class AutomaticTower
{
    [Dense(4, Activation = Activation.ReLU, Name = "dense")] public partial Dense Up { get; }
    [Dense(4, Name = "dense_1")] public partial Dense Down { get; }
}

[Model, Input(4)]
internal sealed partial class TwoTowers
{
    public partial AutomaticTower A { get; }
    public partial AutomaticTower B { get; }
    [Dense(4)] public partial Dense Out { get; }
}

[Model, Input(4)]
internal sealed partial class ChosenTower
{
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Up { get; }
    [Dense(4)] public partial Dense Down { get; }
}

[Model, Input(4)]
internal sealed partial class TwoChosenTowers
{
    public partial ChosenTower A { get; }
    public partial ChosenTower B { get; }
    [Dense(4)] public partial Dense Out { get; }
}

[Model, Input(4)]
internal sealed partial class TwoAutomaticTowers
{
    [Submodel(Name = "functional")] public partial ChosenTower A { get; }
    [Submodel(Name = "functional_1")] public partial ChosenTower B { get; }
    [Dense(4)] public partial Dense Out { get; }
}
