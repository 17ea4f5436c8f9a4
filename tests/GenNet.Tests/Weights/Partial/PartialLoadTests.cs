using GenNet.Tests.Weights.Loading;
using GenNet.Tests.Weights.Writing;
using GenNet.TestSupport;

namespace GenNet.Tests.Weights.Partial;

/// <summary>A load of some layers: they are loaded as strictly as all are, and the others keep what they have. On each format that GenNet writes.</summary>
public sealed class PartialLoadTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public static TheoryData<WeightFormat> Formats => WeightsAnywhereTests.Formats;

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfTypedParts_LoadsThemAlone(WeightFormat format)
    {
        var path = Saved(format);
        using var copy = new Chain(seed: 2);
        var before = Sums(copy);
        var report = copy.LoadWeights(path, Chain.Parts.A | Chain.Parts.C);
        Assert.Equal(["a/bias", "a/kernel", "c/bias", "c/kernel"], report.Loaded.Select(static v => $"{v.Layer}/{v.Name}").Order());
        Assert.Equal(["b/bias", "b/kernel", "d/bias", "d/kernel"], report.NotSelected.Select(static v => $"{v.Layer}/{v.Name}").Order());
        Assert.Empty(report.Unused);
        Assert.False(report.IsComplete);
        AssertLoaded(copy, before, "ac");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_WithEachOptionThatNamesLayers_LoadsThose(WeightFormat format)
    {
        var path = Saved(format);
        foreach (var (options, loaded) in ((LoadOptions, string)[])
            [
                (LoadOptions.Only("a", "b"), "ab"), (LoadOptions.Only("a") | LoadOptions.Only("d"), "ad"), (LoadOptions.Except("d"), "abc"), (LoadOptions.Except("d") | LoadOptions.Except("c"), "ab"),
                (LoadOptions.Only("a", "b") | LoadOptions.Except("b"), "a"), (LoadOptions.Only("*"), "abcd"), (~Chain.Parts.D, "abc"), (~(Chain.Parts.D | Chain.Parts.C) & ~Chain.Parts.A, "b"),
                (LoadOptions.Strict | Chain.Parts.B, "b"), (LoadOptions.Strict, "abcd"),
            ])
        {
            using var copy = new Chain(seed: 2);
            var before = Sums(copy);
            Assert.Null(copy.CheckWeights(path, options).Refusal);
            Assert.Equal(before, Sums(copy));
            copy.LoadWeights(path, options);
            AssertLoaded(copy, before, loaded);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfNoLayer_SaysThatTheOptionsNameNone(WeightFormat format)
    {
        var path = Saved(format);
        using var copy = new Chain(seed: 2);
        foreach (var options in (LoadOptions[])[Chain.Parts.A & Chain.Parts.B, LoadOptions.Only(), LoadOptions.Only("a") | LoadOptions.Except("a"), LoadOptions.Except("*")])
        {
            var message = Assert.Throws<WeightLoadException>(() => copy.LoadWeights(path, options)).Message;
            Assert.Contains("names no layer with weights, so that nothing of the file is asked for", message, StringComparison.Ordinal);
            Assert.Contains("LoadOptions.Only(\"a\")", message, StringComparison.Ordinal);
        }
        Assert.Contains("names no layer", Assert.Throws<ArgumentException>("options", () => copy.SaveWeights(path + "2", new() { Format = format, Layers = (Chain.Parts.A & Chain.Parts.B).Layers })).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path + "2"));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfEverythingButANewHead_LeavesTheHead(WeightFormat format)
    {
        var path = Saved(format);
        using var copy = new ChainWithOtherHead(seed: 2);
        var head = copy.D.Kernel.ToTensor().Values;
        Assert.Contains("d/kernel", Assert.Throws<WeightLoadException>(() => copy.LoadWeights(path)).Message);
        Assert.Equal(6, copy.LoadWeights(path, ~ChainWithOtherHead.Parts.D).Loaded.Count);
        Assert.Equal(head, copy.D.Kernel.ToTensor().Values);
        // Without it, and with the layer left for its shape, it is the same.
        using var skipped = new ChainWithOtherHead(seed: 2);
        skipped.LoadWeights(path, LoadOptions.SkipMismatch | LoadOptions.AllowBehaviourChange);
        Assert.Equal(copy.C.Kernel.ToTensor().Values, skipped.C.Kernel.ToTensor().Values);
        Assert.Equal(head, skipped.D.Kernel.ToTensor().Values);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfALayerThatDoesntFit_IsRefusedAndChangesNothing(WeightFormat format)
    {
        var path = Saved(format);
        using var copy = new ChainWithOtherHead(seed: 2);
        using var longer = new ChainWithX(seed: 2);
        var before = Sums(copy);
        Assert.Contains("d/kernel", Assert.Throws<WeightLoadException>(() => copy.LoadWeights(path, ChainWithOtherHead.Parts.D)).Message);
        Assert.Contains("x/kernel", Assert.Throws<WeightLoadException>(() => longer.LoadWeights(path, ChainWithX.Parts.A | ChainWithX.Parts.X)).Message);
        Assert.Equal(before, Sums(copy));
        // What is asked for may still be missing, if that is said.
        Assert.Single(longer.LoadWeights(path, ChainWithX.Parts.A | ChainWithX.Parts.X | LoadOptions.AllowMissing | LoadOptions.AllowBehaviourChange).Loaded.Select(static v => v.Layer).Distinct());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfALayerThatComputesOtherwise_IsRefusedUnlessItIsLeftOut(WeightFormat format)
    {
        var path = Saved(format);
        using var copy = new ChainWithActivation(seed: 2);
        // A format without room for a contract doesn't tell.
        if (copy.CheckWeights(path, LoadOptions.AllowBehaviourChange).SavedBy is null)
            return;
        Assert.Contains("activation", Assert.Throws<WeightLoadException>(() => copy.LoadWeights(path, LoadOptions.Only("a", "c"))).Message);
        Assert.Empty(copy.LoadWeights(path, LoadOptions.Only("a", "b")).BehaviourChanges);
        Assert.Single(copy.LoadWeights(path, LoadOptions.Only("c") | LoadOptions.AllowBehaviourChange).BehaviourChanges);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfRenamedLayers_TakesThemFromThere(WeightFormat format)
    {
        using var model = new ChosenChain(seed: 1);
        var path = _files.PathOf("chosen");
        model.SaveWeights(path, new() { Format = format });
        using var copy = new AutomaticChain(seed: 2);
        var options = LoadOptions.Renamed("dense", "encoder") | LoadOptions.Renamed("dense_1", "decoder") | LoadOptions.Renamed("dense_2", "middle");
        // In another order the same weights give other results, where the file tells the order.
        copy.LoadWeights(path, options | LoadOptions.AllowBehaviourChange);
        Assert.Equal(model.Encoder.Kernel.ToTensor().Values, copy.First.Kernel.ToTensor().Values);
        Assert.Equal(model.Decoder.Kernel.ToTensor().Values, copy.Second.Kernel.ToTensor().Values);
        Assert.Equal(model.Middle.Kernel.ToTensor().Values, copy.Third.Kernel.ToTensor().Values);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_WithinAPart_TakesABackboneOutAndPutsItIn(WeightFormat format)
    {
        using var model = new TwoTowers(seed: 1);
        var path = _files.PathOf("towers");
        model.SaveWeights(path, new() { Format = format });
        using var tower = new AutomaticTower(seed: 2);
        var report = tower.LoadWeights(path, LoadOptions.Within("a"));
        Assert.Equal(report.Loaded.Count, tower.Layers.Sum(static layer => layer.Variables.Count));
        Assert.Equal(All(model.A), All(tower));
        // And back: the other tower takes what was a model by itself.
        var alone = _files.PathOf("tower");
        tower.SaveWeights(alone, new() { Format = format });
        using var copy = new TwoTowers(seed: 3);
        var a = All(copy.A);
        copy.LoadWeights(alone, TwoTowers.Parts.B | LoadOptions.Renamed("b", ""));
        Assert.Equal(All(tower), All(copy.B));
        Assert.Equal(a, All(copy.A));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfOnePartFromAnothersPlace_LeavesTheOtherAlone(WeightFormat format)
    {
        using var model = new TwoTowers(seed: 1);
        using var copy = new TwoTowers(seed: 3);
        var path = _files.PathOf("towers");
        model.SaveWeights(path, new() { Format = format });
        var a = All(copy.A);
        copy.LoadWeights(path, TwoTowers.Parts.B | LoadOptions.Renamed("b", "a"));
        Assert.Equal(All(model.A), All(copy.B));
        Assert.Equal(a, All(copy.A));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LayersSaveAndLoad_ByThemselves(WeightFormat format)
    {
        using var model = new Chain(seed: 1);
        using var copy = new Chain(seed: 2);
        var (path, before) = (_files.PathOf("layer"), Sums(copy));
        model.B.SaveWeights(path, new() { Format = format });
        Assert.Contains("a/kernel", Assert.Throws<WeightLoadException>(() => copy.LoadWeights(path)).Message);
        copy.B.LoadWeights(path);
        AssertLoaded(copy, before, "b");
        copy.D.LoadWeights(Saved(format));
        AssertLoaded(copy, before, "bd");
        model.SaveWeights(path, new() { Format = format, Layers = (Chain.Parts.A | Chain.Parts.C).Layers });
        copy.LoadWeights(path, Chain.Parts.A | Chain.Parts.C);
        AssertLoaded(copy, before, "abcd");
    }

    [Fact]
    public void LoadWeights_WhenANameStandsForNothing_IsAnErrorOfTheCall()
    {
        var path = Saved(WeightFormat.Safetensors);
        using var copy = new Chain(seed: 2);
        Assert.Contains("no layer with weights that is called A, and one is called a. It has a, b, c, d", Assert.Throws<ArgumentException>("options", () => copy.LoadWeights(path, LoadOptions.Only("A"))).Message);
        Assert.Contains("LoadOptions.Except", Assert.Throws<ArgumentException>("options", () => copy.LoadWeights(path, LoadOptions.Except("e*"))).Message);
        Assert.Contains("LoadOptions.Renamed", Assert.Throws<ArgumentException>("options", () => copy.LoadWeights(path, LoadOptions.Renamed("e", "x"))).Message);
        Assert.Contains("a and b would both be x", Assert.Throws<ArgumentException>("options", () => copy.LoadWeights(path, LoadOptions.Renamed("a", "x") | LoadOptions.Renamed("b", "x"))).Message);
        Assert.Contains("parts of GenNet.Tests.Weights.Loading.ChosenChain", Assert.Throws<ArgumentException>("options", () => copy.LoadWeights(path, ChosenChain.Parts.Encoder)).Message);
        Assert.Contains("SaveOptions.Layers", Assert.Throws<ArgumentException>("options", () => copy.SaveWeights(path, new() { Format = WeightFormat.Safetensors, Layers = ["x"] })).Message);
        Assert.Throws<ArgumentException>(() => LoadOptions.Only(""));
        Assert.Throws<ArgumentException>(() => LoadOptions.Within(""));
        Assert.Throws<ArgumentException>(() => LoadOptions.Within("a") | LoadOptions.Within("b"));
        Assert.Throws<ArgumentException>("parts", () => copy.Freeze(ChosenChain.Parts.Encoder));
    }

    [Fact]
    public void Options_ThatNameLayers_AreEqualByValueAndReadAsTheyAreWritten()
    {
        var options = LoadOptions.Only("a", "b") | LoadOptions.Except("c") | LoadOptions.Renamed("a", "x") | LoadOptions.Within("body") | LoadOptions.AllowMissing;
        Assert.Equal(LoadOptions.Within("body") | LoadOptions.AllowMissing | LoadOptions.Renamed("a", "x") | LoadOptions.Except("c") | LoadOptions.Only("a", "b"), options);
        Assert.Equal("AllowMissing | Only(\"a\", \"b\") | Except(\"c\") | Renamed(\"a\", \"x\") | Within(\"body\")", options.ToString());
        Assert.Equal(LoadOptions.Strict, new());
        Assert.NotEqual(LoadOptions.Only("a"), LoadOptions.Only("b"));
    }

    [Fact]
    public void LoadWeights_OfAKerasFileWithAutomaticNames_LeavesANewHead()
    {
        using var saved = new AutomaticChain(seed: 1);
        using var copy = new AutomaticChainWithHead(seed: 2);
        var path = _files.Save(saved, SavedFiles.Kind.Keras);
        var head = copy.Head.Kernel.ToTensor().Values;
        copy.LoadWeights(path, ~AutomaticChainWithHead.Parts.Head);
        Assert.Equal(saved.Third.Kernel.ToTensor().Values, copy.Third.Kernel.ToTensor().Values);
        Assert.Equal(head, copy.Head.Kernel.ToTensor().Values);
    }

    [Fact]
    public void Freeze_OfParts_LeavesTheOthersTrained()
    {
        using var model = new Chain(seed: 1);
        model.Freeze(~Chain.Parts.D);
        Assert.Equal([false, false, false, true], model.Layers.Select(static layer => layer.Trainable));
        var frozen = _files.PathOf("frozen.weights.h5");
        var free = _files.PathOf("free.weights.h5");
        model.SaveWeights(frozen);
        model.Unfreeze(Chain.Parts.A);
        Assert.Equal([true, false, false, true], model.Layers.Select(static layer => layer.Trainable));
        model.Unfreeze();
        model.SaveWeights(free);
        // What is frozen lies where it lay: the order of a file doesn't depend on it.
        Assert.Equal(File.ReadAllBytes(free), File.ReadAllBytes(frozen));
    }

    private string Saved(WeightFormat format)
    {
        using var model = new Chain(seed: 1);
        var path = _files.PathOf("saved");
        model.SaveWeights(path, new() { Format = format });
        return path;
    }

    private static float[] Sums(Model model) => [.. model.Layers.Select(static layer => layer.Variables[0].ToTensor().Values.Sum())];

    private static float[] All(Model model) => [.. model.Layers.SelectMany(static layer => layer.Variables).SelectMany(static variable => variable.ToTensor().Values)];

    private static void AssertLoaded(Chain copy, float[] before, string loaded)
    {
        using var model = new Chain(seed: 1);
        var (expected, actual) = (Sums(model), Sums(copy));
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(loaded.Contains((char)('a' + i)) ? expected[i] : before[i], actual[i]);
    }
}
