using GenNet.TestSupport;
using static GenNet.TestSupport.SavedFiles;

namespace GenNet.Tests.Weights.Loading;

/// <summary>A layer that is missing or left over explains that its neighbours take something else, and nothing more: whatever else was exchanged is a change of behaviour.</summary>
public sealed class WiringOnLoadTests : IDisposable
{
    private static readonly LoadOptions s_lenient = LoadOptions.AllowMissing | LoadOptions.AllowUnused;

    private readonly SavedFiles _files = new();
    private readonly Three _saved = new(seed: 1);

    public static TheoryData<int> FilesThatTell => [(int)Kind.GenNet, (int)Kind.GenNetSafetensors, (int)Kind.KerasArchive];

    public void Dispose()
    {
        _files.Dispose();
        _saved.Dispose();
    }

    [Theory]
    [MemberData(nameof(FilesThatTell))]
    public void LoadWeights_WhenLayersWereExchangedAndOneIsNew_IsRefused(int kind)
    {
        using var model = new ThreeExchangedAndOneMore(seed: 2);
        RequireRefusal(model, _files.Save(_saved, (Kind)kind), LoadOptions.AllowMissing, "LoadOptions.AllowMissing");
    }

    [Theory]
    [MemberData(nameof(FilesThatTell))]
    public void LoadWeights_WhenLayersWereExchangedAndOneIsGone_IsRefused(int kind)
    {
        using var model = new ThreeExchangedWithoutOut(seed: 2);
        RequireRefusal(model, _files.Save(_saved, (Kind)kind), LoadOptions.AllowUnused, "LoadOptions.AllowUnused");
    }

    [Theory]
    [MemberData(nameof(FilesThatTell))]
    public void LoadWeights_WhenLayersWereExchangedAndOneIsRenamed_IsRefused(int kind)
    {
        using var model = new ThreeExchangedAndOneRenamed(seed: 2);
        RequireRefusal(model, _files.Save(_saved, (Kind)kind), s_lenient, "LoadOptions.AllowMissing");
    }

    [Theory]
    [InlineData((int)Kind.GenNet)]
    [InlineData((int)Kind.GenNetSafetensors)]
    public void LoadWeights_WhenLayersSideBySideStandOneAfterTheOther_IsRefused(int kind)
    {
        using var saved = new SideBySide(seed: 1);
        using var model = new OneAfterTheOther(seed: 2);
        RequireRefusal(model, _files.Save(saved, (Kind)kind), LoadOptions.AllowMissing, "LoadOptions.AllowMissing");
    }

    [Theory]
    [MemberData(nameof(FilesThatTell))]
    public void LoadWeights_WhenOnlyLayersAreNewGoneOrRenamed_HasNothingToSay(int kind)
    {
        foreach (var (model, options) in (IEnumerable<(Model, LoadOptions)>)
            [
                (new ThreeAndOneMore(seed: 2), LoadOptions.AllowMissing), (new ThreeWithOneBetween(seed: 2), LoadOptions.AllowMissing),
                (new ThreeWithoutMiddle(seed: 2), LoadOptions.AllowUnused), (new ThreeWithOneRenamed(seed: 2), s_lenient),
            ])
        {
            var report = model.LoadWeights(_files.Save(_saved, (Kind)kind), options);
            Assert.Empty(report.BehaviourChanges);
            Assert.Null(report.BehaviourUnchecked);
            model.Dispose();
        }
    }

    [Fact]
    public void LoadWeights_WhenAnOperandChanged_SaysWhichOne()
    {
        using var saved = new ProjectionPlusInput(seed: 1);
        using var model = new ProjectionTwice(seed: 2);
        var change = Assert.Single(Assert.Throws<WeightLoadException>(() => model.LoadWeights(_files.Save(saved, Kind.GenNet))).Report.BehaviourChanges);
        Assert.Equal("out: takes p in Add(p, p) and took (x)", change);
    }

    private static void RequireRefusal(Model model, string path, LoadOptions options, string remedyForTheLayer)
    {
        var before = model.CopyWeights();
        var strict = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path));
        Assert.NotEmpty(strict.Report.BehaviourChanges);
        Assert.Contains(remedyForTheLayer, strict.Message);
        Assert.Contains("LoadOptions.AllowBehaviourChange", strict.Message);
        Assert.NotEmpty(Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, options)).Report.BehaviourChanges);
        Assert.Equal(before, model.CopyWeights());
        Assert.Equal(strict.Report.BehaviourChanges, model.LoadWeights(path, options | LoadOptions.AllowBehaviourChange).BehaviourChanges);
    }
}

[Model, Input(4)]
internal sealed partial class Three
{
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Hidden { get; }
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Middle { get; }
    [Dense(4)] public partial Dense Out { get; }
}

[Model, Input(4)]
internal sealed partial class ThreeExchangedAndOneMore
{
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Middle { get; }
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Hidden { get; }
    [Dense(4)] public partial Dense Out { get; }
    [Dense(4)] public partial Dense Extra { get; }
}

[Model, Input(4)]
internal sealed partial class ThreeExchangedWithoutOut
{
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Middle { get; }
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Hidden { get; }
}

[Model, Input(4)]
internal sealed partial class ThreeExchangedAndOneRenamed
{
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Middle { get; }
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Hidden { get; }
    [Dense(4)] public partial Dense Answer { get; }
}

[Model, Input(4)]
internal sealed partial class ThreeAndOneMore
{
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Hidden { get; }
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Middle { get; }
    [Dense(4)] public partial Dense Out { get; }
    [Dense(4)] public partial Dense Extra { get; }
}

[Model, Input(4)]
internal sealed partial class ThreeWithOneBetween
{
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Hidden { get; }
    [Dense(4)] public partial Dense Extra { get; }
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Middle { get; }
    [Dense(4)] public partial Dense Out { get; }
}

[Model, Input(4)]
internal sealed partial class ThreeWithoutMiddle
{
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Hidden { get; }
    [Dense(4)] public partial Dense Out { get; }
}

[Model, Input(4)]
internal sealed partial class ThreeWithOneRenamed
{
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Hidden { get; }
    [Dense(4, Activation = Activation.ReLU)] public partial Dense Center { get; }
    [Dense(4)] public partial Dense Out { get; }
}

[Model]
internal sealed partial class SideBySide
{
    [Dense(4)] public partial Dense P { get; }
    [Dense(4)] public partial Dense Q { get; }

    private Tensor Forward([Input(4)] Tensor x) => P.Forward(x) + Q.Forward(x);
}

[Model, Input(4)]
internal sealed partial class OneAfterTheOther
{
    [Dense(4)] public partial Dense P { get; }
    [Dense(4)] public partial Dense Q { get; }
    [Dense(4)] public partial Dense Out { get; }
}

[Model]
internal sealed partial class ProjectionPlusInput
{
    [Dense(4)] public partial Dense P { get; }
    [Dense(4)] public partial Dense Out { get; }

    private Tensor Forward([Input(4)] Tensor x)
    {
        var p = P.Forward(x);
        return Out.Forward(p + x);
    }
}

[Model]
internal sealed partial class ProjectionTwice
{
    [Dense(4)] public partial Dense P { get; }
    [Dense(4)] public partial Dense Out { get; }

    private Tensor Forward([Input(4)] Tensor x)
    {
        var p = P.Forward(x);
        return Out.Forward(p + p);
    }
}
