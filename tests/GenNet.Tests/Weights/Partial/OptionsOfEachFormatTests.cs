using GenNet.Tests.Weights.Loading;
using GenNet.Tests.Weights.Writing;
using GenNet.TestSupport;

namespace GenNet.Tests.Weights.Partial;

/// <summary>
/// What each member of <see cref="LoadOptions"/> lets pass is the same in each format that GenNet writes; those that name layers are in <see cref="PartialLoadTests"/>. A format tells what it can of the class,
/// so behaviour is let pass where it isn't what is asked.
/// </summary>
public sealed class OptionsOfEachFormatTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public static TheoryData<WeightFormat> Formats => WeightsAnywhereTests.Formats;

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void AllowMissing_LeavesWhatIsNotThere_AndNothingElse(WeightFormat format)
    {
        using var saved = new Chain(seed: 1);
        using var longer = new ChainWithX(seed: 2);
        using var wider = new ChainWithOtherHead(seed: 2);
        var path = Save(saved, format);
        AssertRefused(longer, path, LoadOptions.AllowBehaviourChange, "x/kernel");
        AssertRefused(longer, path, LoadOptions.AllowUnused | LoadOptions.AllowBehaviourChange, "x/kernel");
        var own = longer.X.Kernel.ToTensor().Values.ToArray();
        var report = longer.LoadWeights(path, LoadOptions.AllowMissing | LoadOptions.AllowBehaviourChange);
        Assert.Equal(["x/bias", "x/kernel"], report.Missing.Select(static v => $"{v.Layer}/{v.Name}").Order());
        Assert.Equal(8, report.Loaded.Count);
        Assert.Equal(own, longer.X.Kernel.ToTensor().Values);
        Assert.Equal(saved.D.Kernel.ToTensor().Values, longer.D.Kernel.ToTensor().Values);
        AssertRefused(wider, path, LoadOptions.AllowMissing | LoadOptions.AllowBehaviourChange, "d/kernel");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void AllowUnused_LeavesWhatNothingAsksFor_AndNothingElse(WeightFormat format)
    {
        using var saved = new ChainWithX(seed: 1);
        using var shorter = new Chain(seed: 2);
        var path = Save(saved, format);
        AssertRefused(shorter, path, LoadOptions.AllowBehaviourChange, "no variable asks for it");
        AssertRefused(shorter, path, LoadOptions.AllowMissing | LoadOptions.AllowBehaviourChange, "no variable asks for it");
        var report = shorter.LoadWeights(path, LoadOptions.AllowUnused | LoadOptions.AllowBehaviourChange);
        Assert.Equal((8, 2), (report.Loaded.Count, report.Unused.Count));
        Assert.Equal(saved.B.Kernel.ToTensor().Values, shorter.B.Kernel.ToTensor().Values);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void SkipMismatch_LeavesWhatHasAnotherShape_AndNothingElse(WeightFormat format)
    {
        using var saved = new Chain(seed: 1);
        using var wider = new ChainWithOtherHead(seed: 2);
        using var longer = new ChainWithX(seed: 2);
        var path = Save(saved, format);
        AssertRefused(wider, path, LoadOptions.AllowBehaviourChange, "d/kernel");
        AssertRefused(longer, path, LoadOptions.SkipMismatch | LoadOptions.AllowBehaviourChange, "x/kernel");
        var own = wider.D.Kernel.ToTensor().Values.ToArray();
        var report = wider.LoadWeights(path, LoadOptions.SkipMismatch | LoadOptions.AllowBehaviourChange);
        Assert.Equal((6, 2), (report.Loaded.Count, report.Mismatched.Count));
        Assert.Equal(own, wider.D.Kernel.ToTensor().Values);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void AllowBehaviourChange_LoadsWhatComputesOtherwise_AndNothingElse(WeightFormat format)
    {
        using var saved = new Chain(seed: 1);
        using var other = new ChainWithActivation(seed: 2);
        using var longer = new ChainWithX(seed: 2);
        var path = Save(saved, format);
        AssertRefused(other, path, LoadOptions.Strict, "activation");
        AssertRefused(longer, path, LoadOptions.AllowBehaviourChange, "x/kernel");
        Assert.NotEmpty(other.LoadWeights(path, LoadOptions.AllowBehaviourChange).BehaviourChanges);
        Assert.Equal(saved.C.Kernel.ToTensor().Values, other.C.Kernel.ToTensor().Values);
    }

    // In GenNet's own files every name is chosen: positions decide nothing there.
    [Theory]
    [MemberData(nameof(Formats))]
    public void ByPosition_OfAFileWithNames_GoesByThem(WeightFormat format)
    {
        using var saved = new Chain(seed: 1);
        using var same = new Chain(seed: 2);
        using var swapped = new ChainSwapped(seed: 2);
        using var others = new ChosenChain(seed: 2);
        var path = Save(saved, format);
        Assert.True(same.LoadWeights(path, LoadOptions.ByPosition).IsComplete);
        swapped.LoadWeights(path, LoadOptions.ByPosition | LoadOptions.AllowBehaviourChange);
        Assert.Equal(saved.B.Kernel.ToTensor().Values, swapped.B.Kernel.ToTensor().Values);
        AssertRefused(others, path, LoadOptions.ByPosition | LoadOptions.AllowBehaviourChange, "encoder/kernel");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void FromVersion_OfAFileThatTellsIt_IsAnErrorOfTheCall(WeightFormat format)
    {
        using var saved = new Chain(seed: 1);
        using var same = new Chain(seed: 2);
        var path = Save(saved, format);
        var before = same.A.Kernel.ToTensor().Values.ToArray();
        Assert.Contains("had no weight contract. Leave the version out", Assert.Throws<ArgumentException>("options", () => same.LoadWeights(path, LoadOptions.FromVersion(7))).Message, StringComparison.Ordinal);
        Assert.Equal(before, same.A.Kernel.ToTensor().Values);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Within_OfWhatTheFileHasNot_IsRefusedAndNamesIt(WeightFormat format)
    {
        using var saved = new TwoTowers(seed: 1);
        using var tower = new AutomaticTower(seed: 2);
        var path = Save(saved, format);
        AssertRefused(tower, path, LoadOptions.Within("c"), "c");
        // Where names have prefixes of any kind, two that fit are no matter of what is missing.
        if (format == WeightFormat.Torch)
            Assert.Contains("LoadOptions.Within(\"a\")", Assert.Throws<WeightFileException>(() => tower.LoadWeights(path)).Message, StringComparison.Ordinal);
        else
            AssertRefused(tower, path, LoadOptions.Strict, "LoadOptions.Within(\"a\")");
    }

    private static void AssertRefused(Model model, string path, LoadOptions options, string finding)
    {
        float[][] before = [.. model.Layers.SelectMany(static layer => layer.Variables).Select(static variable => variable.ToTensor().Values.ToArray())];
        Assert.Contains(finding, Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, options)).Message, StringComparison.Ordinal);
        Assert.Equal(before, model.Layers.SelectMany(static layer => layer.Variables).Select(static variable => variable.ToTensor().Values.ToArray()));
    }

    private string Save(Model model, WeightFormat format)
    {
        var path = _files.PathOf("saved");
        model.SaveWeights(path, new() { Format = format });
        return path;
    }
}
