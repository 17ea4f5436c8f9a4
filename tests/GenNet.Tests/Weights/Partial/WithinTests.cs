using GenNet.Tests.Weights.Strangers;
using GenNet.Tests.Weights.Writing;
using GenNet.TestSupport;

namespace GenNet.Tests.Weights.Partial;

/// <summary><see cref="LoadOptions.Within"/>: a model among the layers of a file, however deep it lies, and what is said where there is none.</summary>
public sealed class WithinTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public static TheoryData<WeightFormat> Formats => WeightsAnywhereTests.Formats;

    private string File => _files.PathOf("saved.h5");

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfAModelTwoModelsDeep_TakesIt(WeightFormat format)
    {
        using var saved = new AroundMiddle(seed: 1);
        using var part = new Deepest(seed: 2);
        saved.SaveWeights(File + "x", new() { Format = format });
        var report = part.LoadWeights(File + "x", LoadOptions.Within("mid/deep"));
        Assert.Equal(saved.Mid.Deep.D1.Kernel.Values, part.D1.Kernel.Values);
        Assert.Equal(saved.Mid.Deep.D2.Kernel.Values, part.D2.Kernel.Values);
        Assert.Empty(report.Migrations);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfWhatIsNoModelOfTheFile_SaysWhatThereIs(WeightFormat format)
    {
        using var saved = new AroundMiddle(seed: 1);
        using var part = new Deepest(seed: 2);
        var before = part.D1.Kernel.Values.ToArray();
        saved.SaveWeights(File + "x", new() { Format = format });
        Assert.Contains("no model among the file's layers is called mid/zzz", Refusal("mid/zzz"), StringComparison.Ordinal);
        Assert.Contains("LoadOptions.Within takes the name that one has in the file: mid, mid/deep.", Refusal("mid/zzz"), StringComparison.Ordinal);
        Assert.Contains("LoadOptions.Within(\"mid/deep\") takes what is in that", Refusal("Mid/Deep"), StringComparison.Ordinal);
        Assert.Contains("mid/deep/d1 is a layer of the file, and no model among its layers", Refusal("mid/deep/d1"), StringComparison.Ordinal);
        Assert.Equal(before, part.D1.Kernel.Values);
        // The remedies do what they say.
        Assert.Equal(2, part.LoadWeights(File + "x", LoadOptions.Renamed("d1", "mid/deep/d1") | LoadOptions.Only("d1")).Loaded.Count);
        Assert.Equal(saved.Mid.Deep.D1.Kernel.Values, part.D1.Kernel.Values);

        string Refusal(string name) => Assert.Throws<WeightLoadException>(() => part.LoadWeights(File + "x", LoadOptions.Within(name))).Message;
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfALayerByItself_TakesItFromTheModelThatIsNamed(WeightFormat format)
    {
        using var saved = new AroundMiddle(seed: 1);
        using var part = new Deepest(seed: 2);
        saved.SaveWeights(File + "x", new() { Format = format });
        var other = part.D2.Kernel.Values.ToArray();
        Assert.Equal(2, part.D1.LoadWeights(File + "x", LoadOptions.Within("mid/deep")).Loaded.Count);
        Assert.Equal(saved.Mid.Deep.D1.Kernel.Values, part.D1.Kernel.Values);
        Assert.Equal(2, part.D1.LoadWeights(File + "x", LoadOptions.Renamed("d1", "mid/deep/d2")).Loaded.Count);
        Assert.Equal(saved.Mid.Deep.D2.Kernel.Values, part.D1.Kernel.Values);
        Assert.Equal(other, part.D2.Kernel.Values);
    }

    // Keras 2 lists all arrays of a model among the layers in one group, by the names of their own layers.
    [Fact]
    public void LoadWeights_OfNamesOfLayersAlone_TakesThemAndSaysWhatNothingTells()
    {
        using var part = new Deepest(seed: 2);
        var path = new LegacyFileBuilder().With("mid", [.. Dense("pre"), .. Dense("d1"), .. Dense("d2"), .. Dense("post")]).With("head", Dense("head")).Save(File);
        var report = part.LoadWeights(path, LoadOptions.Within("mid/deep"));
        Assert.Equal([3f, 4, 5, 6], Firsts(part));
        Assert.Contains("does not name the models within mid", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Contains("mid/d1 is a layer of the file", Assert.Throws<WeightLoadException>(() => part.LoadWeights(path, LoadOptions.Within("mid/d1"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadWeights_OfLayersThatNobodyNamed_GoesByTheOnePlaceThatFits()
    {
        using var part = new Deepest(seed: 2);
        var one = new LegacyFileBuilder().With("mid", [.. Dense("dense", 4, 7), .. Dense("dense_1", 7, 4), .. Dense("dense_2"), .. Dense("dense_3", 4, 2)]);
        using var deep = new DeepestOfSeven(seed: 2);
        Assert.Contains("one place alone", Assert.Single(deep.LoadWeights(one.Save(File), LoadOptions.Within("mid/deep")).Notes), StringComparison.Ordinal);
        Assert.Equal([1f, 2, 3, 4], Firsts(deep));

        var several = new LegacyFileBuilder().With("mid", [.. Dense("dense"), .. Dense("dense_1"), .. Dense("dense_2")]);
        var message = Assert.Throws<WeightLoadException>(() => part.LoadWeights(several.Save(File), LoadOptions.Within("mid/deep"))).Message;
        Assert.Contains("without the names of the models within it", message, StringComparison.Ordinal);
        Assert.Contains("load the whole of the outermost model into a class that has it", message, StringComparison.Ordinal);

        var others = new LegacyFileBuilder().With("mid", [.. Dense("pre", 4, 2), .. Dense("e1"), .. Dense("e2")]);
        Assert.Throws<WeightLoadException>(() => part.LoadWeights(others.Save(File), LoadOptions.Within("mid/deep")));
    }

    // A name that Keras made is one when somebody writes it down.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LoadWeights_OfAModelThatNobodyNamed_TakesIt(bool isLegacy)
    {
        using var part = new Deepest(seed: 2);
        using var saved = new AroundMiddle(seed: 1);
        var path = isLegacy
            ? new LegacyFileBuilder().With("model_1", [.. Dense("d1"), .. Dense("d2")]).With("dense_5", Dense("dense_5")).Save(File)
            : _files.Save(saved, SavedFiles.Kind.ForeignSafetensors, static name => name.Replace("mid", "model_1", StringComparison.Ordinal).Replace("deep", "model", StringComparison.Ordinal).Replace("head", "dense_5", StringComparison.Ordinal));
        Assert.Equal(4, part.LoadWeights(path, LoadOptions.Within(isLegacy ? "model_1" : "model_1/model")).Loaded.Count);
    }

    [Fact]
    public void LoadWeights_OfAFileThatNamesNoModels_SaysThat()
    {
        using var part = new Deepest(seed: 2);
        using var saved = new AroundMiddle(seed: 1);
        var path = _files.Save(saved, SavedFiles.Kind.NamelessKeras);
        Assert.Contains("the file does not name its layers, so that nothing tells which are those of mid/deep", Assert.Throws<WeightLoadException>(() => part.LoadWeights(path, LoadOptions.Within("mid/deep"))).Message, StringComparison.Ordinal);
    }

    // What a class declares of its own older versions says nothing of a file's other layers.
    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_WhenAFormerNameIsAnotherLayersOfTheFile_IsNoMigration(WeightFormat format)
    {
        using var saved = new AroundMiddle(seed: 1);
        using var part = new DeepestWithFormerName(seed: 2);
        saved.SaveWeights(File + "x", new() { Format = format });
        Assert.Empty(part.LoadWeights(File + "x", LoadOptions.Within("mid/deep")).Migrations);
        Assert.Equal(saved.Mid.Deep.D1.Kernel.Values, part.D1.Kernel.Values);
    }

    // PyTorch flattens an image with its channels first, wherever the module lies.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LoadWeights_OfPyTorchsModuleBehindAFlattening_TurnsItsRows(bool isRenamed)
    {
        using var saved = new AroundImage(seed: 1);
        using var part = new ImageNet(seed: 2);
        saved.SaveWeights(File + ".safetensors", new() { Format = WeightFormat.Torch });
        part.LoadWeights(File + ".safetensors", isRenamed ? LoadOptions.Renamed("", "net") | LoadOptions.AllowUnused : LoadOptions.Within("net"));
        Assert.Equal(saved.Net.Fc.Kernel.Values, part.Fc.Kernel.Values);
    }

    private static (string, int[])[] Dense(string name, int from = 4, int to = 4) => [($"{name}/kernel:0", [from, to]), ($"{name}/bias:0", [to])];

    private static float[] Firsts(Model model) => [.. model.Layers.SelectMany(static layer => layer.Variables).Select(static variable => variable.Values[0])];
}

/// <summary>Two layers.</summary>
[Model, Input(4)]
internal sealed partial class Deepest
{
    [Dense(4)] public partial Dense D1 { get; }
    [Dense(4)] public partial Dense D2 { get; }
}

/// <summary>Two layers of other shapes.</summary>
[Model, Input(4)]
internal sealed partial class DeepestOfSeven
{
    [Dense(7)] public partial Dense D1 { get; }
    [Dense(4)] public partial Dense D2 { get; }
}

/// <summary><see cref="Deepest"/>, of which a layer was once called as another one of the file's is.</summary>
[Model, Input(4)]
internal sealed partial class DeepestWithFormerName
{
    [Dense(4), FormerName("head")] public partial Dense D1 { get; }
    [Dense(4)] public partial Dense D2 { get; }
}

/// <summary>A model around <see cref="Deepest"/>.</summary>
[Model, Input(4)]
internal sealed partial class Middle
{
    [Dense(4)] public partial Dense Pre { get; }
    public partial Deepest Deep { get; }
    [Dense(4)] public partial Dense Post { get; }
}

/// <summary>A model around that.</summary>
[Model, Input(4)]
internal sealed partial class AroundMiddle
{
    public partial Middle Mid { get; }
    [Dense(4)] public partial Dense Head { get; }
}

/// <summary>A kernel behind a flattened image.</summary>
[Model, Input(4, 4, 2)]
internal sealed partial class ImageNet
{
    [Conv2D(3, 3)] public partial Conv2D Conv { get; }
    [Flatten] public partial Flatten Flat { get; }
    [Dense(5)] public partial Dense Fc { get; }
}

/// <summary>A model around <see cref="ImageNet"/>.</summary>
[Model, Input(4, 4, 2)]
internal sealed partial class AroundImage
{
    public partial ImageNet Net { get; }
    [Dense(2)] public partial Dense Head { get; }
}
