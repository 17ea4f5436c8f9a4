using GenNet.TestSupport;
using GenNet.Weights;
using static GenNet.TestSupport.SavedFiles;

namespace GenNet.Tests.Weights.Loading;

/// <summary>A file of GenNet tells with which contract it was saved, and the class is compared with that.</summary>
public sealed class ContractOnLoadTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public static TheoryData<int> FilesWithContracts => [(int)Kind.GenNet, (int)Kind.GenNetSafetensors];

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(FilesWithContracts))]
    public void LoadWeights_WhenGammaWasBeta_IsRefused(int kind)
    {
        using var saved = new BetaOnly(seed: 1);
        saved.Norm.Variables[0].Assign([1, 2, 3, 4]);
        using var model = new GammaOnly(seed: 2);
        var path = _files.Save(saved, (Kind)kind);

        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path));
        Assert.Equal("gamma", Assert.Single(error.Report.Missing).Name);
        Assert.Contains("(4,)", Assert.Single(error.Report.Unused));
        Assert.Equal([1, 1, 1, 1], model.Norm.Variables[0].Values.ToArray());
    }

    [Theory]
    [InlineData((int)Kind.Keras)]
    [InlineData((int)Kind.NamelessKeras)]
    public void LoadWeights_WhenAFileCannotTellBetaFromGamma_SaysWhatItTookByPosition(int kind)
    {
        using var saved = new BetaOnly(seed: 1);
        using var model = new GammaOnly(seed: 2);
        var report = model.LoadWeights(_files.Save(saved, (Kind)kind));
        Assert.Equal(["norm/gamma (which could be beta), norm/moving_mean, norm/moving_variance"], report.Interchangeable);
        Assert.NotNull(report.BehaviourUnchecked);
        Assert.Contains("behaviour was not checkable", report.ToString());
        Assert.Contains("these equal-shaped ones were taken by position", report.ToString());
    }

    // Its hash tells that the class is another one, and nothing tells in what: all variables fit.
    [Fact]
    public void LoadWeights_WhenAFileOf010IsFromAnotherClassWhoseVariablesFit_IsRefused()
    {
        using var saved = new BetaOnly(seed: 1);
        saved.Norm.Variables[0].Assign([1, 2, 3, 4]);
        using var model = new GammaOnly(seed: 2);
        var path = _files.Save(saved, Kind.GenNet010);

        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path));
        Assert.Contains("holds that one's hash alone", error.Message);
        Assert.Contains("LoadOptions.AllowBehaviourChange", error.Message);
        Assert.Equal([1, 1, 1, 1], model.Norm.Variables[0].Values.ToArray());
        Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, LoadOptions.AllowMissing | LoadOptions.AllowUnused | LoadOptions.SkipMismatch | LoadOptions.ByPosition));

        var report = model.LoadWeights(path, LoadOptions.AllowBehaviourChange);
        Assert.NotNull(report.BehaviourUnchecked);
        Assert.Equal(["norm/gamma (which could be beta), norm/moving_mean, norm/moving_variance"], report.Interchangeable);
    }

    [Fact]
    public void LoadWeights_WhenAFileOf010LacksWhatTheOptionsLetPass_NeedsNoOther()
    {
        using var saved = new Chain(seed: 1);
        using var model = new ChainWithX(seed: 2);
        Assert.Equal("x", model.LoadWeights(_files.Save(saved, Kind.GenNet010), LoadOptions.AllowMissing).Missing[0].Layer);
    }

    [Theory]
    [InlineData((int)Kind.GenNet)]
    [InlineData((int)Kind.GenNetSafetensors)]
    [InlineData((int)Kind.KerasArchive)]
    public void LoadWeights_WhenOnlyTheRateOfADropoutIsAnother_HasNothingToSay(int kind)
    {
        foreach (var (saved, model) in (IEnumerable<(Model, Model)>)[(new DroppingNothing(seed: 1), new DroppingMost(seed: 2)), (new DroppingMost(seed: 1), new DroppingNothing(seed: 2))])
        {
            var report = model.LoadWeights(_files.Save(saved, (Kind)kind));
            Assert.Empty(report.BehaviourChanges);
            Assert.Null(report.BehaviourUnchecked);
            Assert.Equal(saved.CopyWeights(), model.CopyWeights());
            saved.Dispose();
            model.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(FilesWithContracts))]
    public void LoadWeights_WithSkipMismatch_LeavesLayersWithOtherVariablesWhole(int kind)
    {
        using var saved = new BetaOnly(seed: 1);
        saved.Norm.Variables[1].Assign([1, 2, 3, 4]);
        using var model = new GammaAndBeta(seed: 2);
        var path = _files.Save(saved, (Kind)kind);
        Assert.Contains("fills nothing", Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, LoadOptions.SkipMismatch)).Message);
        Assert.Equal(4, model.CheckWeights(path, LoadOptions.SkipMismatch).Mismatched.Count);
        Assert.Equal("gamma", Assert.Single(model.LoadWeights(path, LoadOptions.SkipMismatch | LoadOptions.AllowMissing).Missing).Name);
        Assert.Equal([1, 2, 3, 4], model.Norm.Variables[2].Values.ToArray());
    }

    [Theory]
    [InlineData((int)Kind.GenNet)]
    [InlineData((int)Kind.GenNetSafetensors)]
    [InlineData((int)Kind.GenNet010)]
    public void LoadWeights_WithTheClassesOwnContract_HasNothingToDoubt(int kind)
    {
        using var saved = new BetaOnly(seed: 1);
        using var model = new BetaOnly(seed: 2);
        var report = model.LoadWeights(_files.Save(saved, (Kind)kind));
        Assert.Null(report.BehaviourUnchecked);
        Assert.Empty(report.Interchangeable);
        Assert.Empty(report.BehaviourChanges);
        Assert.True(report.IsComplete);
    }

    [Theory]
    [MemberData(nameof(FilesWithContracts))]
    public void LoadWeights_WhenTheActivationChanged_IsRefused(int kind)
    {
        using var saved = new Chain(seed: 1);
        using var model = new ChainWithActivation(seed: 2);
        var path = _files.Save(saved, (Kind)kind);
        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path));
        Assert.Equal(["c: activation is relu and was linear"], error.Report.BehaviourChanges);
        Assert.Contains("LoadOptions.AllowBehaviourChange", error.Message);
        Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, LoadOptions.AllowMissing | LoadOptions.AllowUnused | LoadOptions.SkipMismatch | LoadOptions.ByPosition));

        var report = model.LoadWeights(path, LoadOptions.AllowBehaviourChange);
        Assert.Equal("a=a b=b c=c d=d", Provenance.Of(model, saved));
        Assert.Equal(error.Report.BehaviourChanges, report.BehaviourChanges);
        Assert.Contains("c: activation is relu and was linear", report.ToString());
    }

    [Theory]
    [MemberData(nameof(FilesWithContracts))]
    public void LoadWeights_WhenEpsilonChanged_IsRefused(int kind)
    {
        using var saved = new BetaOnly(seed: 1);
        using var model = new BetaOnlyWithOtherEpsilon(seed: 2);
        Assert.Contains("epsilon", Assert.Single(Assert.Throws<WeightLoadException>(() => model.LoadWeights(_files.Save(saved, (Kind)kind))).Report.BehaviourChanges));
    }

    [Theory]
    [MemberData(nameof(FilesWithContracts))]
    public void LoadWeights_WhenLayersChangedPlaces_IsRefused(int kind)
    {
        using var saved = new Chain(seed: 1);
        using var model = new ChainSwapped(seed: 2);
        Assert.NotEmpty(Assert.Throws<WeightLoadException>(() => model.LoadWeights(_files.Save(saved, (Kind)kind))).Report.BehaviourChanges);
    }

    [Fact]
    public void LoadWeights_WhenTheContractIsNotThatOfItsHash_IsDamaged()
    {
        using var saved = new Chain(seed: 1);
        using var model = new ChainWithActivation(seed: 2);
        var path = _files.Save(saved, Kind.GenNet);
        var bytes = File.ReadAllBytes(path);
        var at = bytes.AsSpan().IndexOf("activation=linear"u8);
        "activation=cubic!"u8.CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(path, bytes);
        Assert.Contains("gennet_contract", Assert.Throws<WeightFileException>(() => model.LoadWeights(path)).Message);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("äöü€😀\n", 1)]
    [InlineData("abcdefghij\n", 20_000)]
    [InlineData("äöü€😀\n", 20_000)]
    public void Contract_OfAnyLength_IsKeptInPartsBelow64KB(string line, int count)
    {
        var contract = string.Concat(Enumerable.Repeat(line, count));
        var parts = WeightMetadata.PartsOf(contract).ToDictionary(static p => p.Name, static p => p.Part);
        Assert.All(parts, static p => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(p.Value), 0, 65_000));
        Assert.Equal(contract, WeightMetadata.ContractIn(parts));

        var builder = new WeightFileBuilder().With("layers/dense/vars/0", [1], 1);
        foreach (var (name, part) in parts)
            builder.WithMetadata(name, part);
        using var file = builder.Open();
        Assert.Equal(contract, WeightMetadata.ContractIn(file.Metadata));
    }

    [Fact]
    public void SaveWeights_ToHdf5_NamesVariablesWhereOtherReadersLookAway()
    {
        using var saved = new BetaOnly(seed: 1);
        var listing = Hdf5Tools.ListWithH5py(_files.Save(saved, Kind.GenNet));
        foreach (var name in (string[])["beta", "moving_mean", "moving_variance"])
            Assert.Matches($@"@ gennet_name object \(\) .* '{name}'", listing);
        Assert.Contains("gennet-weights 2", listing);
    }
}

[Model, Input(4)]
internal sealed partial class BetaOnly
{
    [BatchNormalization(Scale = false)] public partial BatchNormalization Norm { get; }
}

[Model, Input(4)]
internal sealed partial class GammaAndBeta
{
    [BatchNormalization] public partial BatchNormalization Norm { get; }
}

[Model, Input(4)]
internal sealed partial class DroppingNothing
{
    [Dense(3)] public partial Dense Hidden { get; }
    [Dropout(0)] public partial Dropout Drop { get; }
    [Dense(2)] public partial Dense Answer { get; }
}

[Model, Input(4)]
internal sealed partial class DroppingMost
{
    [Dense(3)] public partial Dense Hidden { get; }
    [Dropout(0.9)] public partial Dropout Drop { get; }
    [Dense(2)] public partial Dense Answer { get; }
}

[Model, Input(4)]
internal sealed partial class GammaOnly
{
    [BatchNormalization(Center = false)] public partial BatchNormalization Norm { get; }
}

[Model, Input(4)]
internal sealed partial class BetaOnlyWithOtherEpsilon
{
    [BatchNormalization(Scale = false, Epsilon = 0.01)] public partial BatchNormalization Norm { get; }
}
