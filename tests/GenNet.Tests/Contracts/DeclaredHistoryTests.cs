using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Tests.Contracts;

/// <summary>What a class declares of its layers in older versions: the differ takes it at its word.</summary>
public sealed class DeclaredHistoryTests
{
    private const string Before = """
          (input)            InputLayer dtype=float32 shape=4
          hidden             Dense activation=relu
            kernel           float32 4,3
          output             Dense activation=linear
            kernel           float32 3,2
        """;

    [Fact]
    public void Compare_WhenTheFormerNameIsTold_TellsARenameThatBreaksNothing()
    {
        var change = Assert.Single(Compare(Before, Before.Replace("hidden ", "body ", StringComparison.Ordinal), ("body", Named("hidden"))));
        Assert.Equal((ChangeKind.LayerRenamed, ChangeSeverity.Compatible, ChangeAnswer.FormerName), (change.Kind, change.Severity, change.Answer));
        Assert.Equal("was called 'hidden'", change.Description);
    }

    [Fact]
    public void Compare_WhenARenamedLayerAlsoChanged_TellsWhatChangedOfIt()
    {
        var change = Compare(Before, Before.Replace("hidden             Dense activation=relu", "body               Dense activation=tanh", StringComparison.Ordinal), ("body", Named("hidden")))
            .Single(static c => c.Severity != ChangeSeverity.Compatible);
        Assert.Equal((ChangeKind.BehaviourChanged, "activation is tanh and was relu"), (change.Kind, change.Description));
    }

    // The new layer has the old one's former name: what is told goes before what is called so.
    [Fact]
    public void Compare_WhenANewLayerTookTheFormerName_KnowsWhichIsWhich()
    {
        var after = Before.Replace("  output ", "  body               Dense activation=relu\n    kernel           float32 3,3\n  output ", StringComparison.Ordinal);
        var swapped = after.Replace("hidden ", "x ", StringComparison.Ordinal).Replace("body ", "hidden ", StringComparison.Ordinal).Replace("x ", "body ", StringComparison.Ordinal);
        var changes = Compare(Before, swapped, ("body", Named("hidden")));
        Assert.Contains(changes, static c => c is { Kind: ChangeKind.LayerRenamed, Layer: "body" });
        Assert.Contains(changes, static c => c is { Kind: ChangeKind.LayerAdded, Layer: "hidden" });
        Assert.Empty(Compare(swapped, swapped, ("body", Named("hidden"))));
    }

    // hidden is output's name now, and output is called last.
    [Fact]
    public void Compare_WhenNamesMovedOn_FollowsThemThrough()
    {
        var after = Before.Replace("output ", "last ", StringComparison.Ordinal).Replace("hidden ", "output ", StringComparison.Ordinal);
        var changes = Compare(Before, after, ("output", Named("hidden")), ("last", Named("output")));
        Assert.All(changes, static c => Assert.Equal((ChangeKind.LayerRenamed, ChangeAnswer.FormerName), (c.Kind, c.Answer)));
        Assert.Equal(["was called 'hidden'", "was called 'output'"], changes.Select(static c => c.Description));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 0)]
    public void Compare_WhenTwoLayersExchangedNames_GoesByTheVersion(int number, int renamed)
    {
        var equal = Before.Replace("4,3", "3,3", StringComparison.Ordinal).Replace("3,2", "3,3", StringComparison.Ordinal).Replace("shape=4", "shape=3", StringComparison.Ordinal);
        var changes = ContractDiff.Compare(Version(equal, number), With(Version(equal, 2), ("hidden", Named("output", 2)), ("output", Named("hidden", 2))));
        Assert.Equal(renamed, changes.Count(static c => c.Kind == ChangeKind.LayerRenamed));
    }

    [Fact]
    public void Compare_WhenTheLayerWasRenamedTwice_FindsEachName()
    {
        var history = new LayerHistory(EquatableArray.Of(new FormerName("a", 0), new FormerName("b", 0)), null);
        foreach (var name in (string[])["a", "b"])
        {
            Assert.All(
                Compare(Before.Replace("hidden ", name + " ", StringComparison.Ordinal), Before, ("hidden", history)),
                static c => Assert.Equal(ChangeAnswer.FormerName, c.Answer));
        }
    }

    [Theory]
    [InlineData(1, 2, ChangeSeverity.Compatible)]
    [InlineData(2, 2, ChangeSeverity.Breaking)]
    [InlineData(2, 0, ChangeSeverity.Compatible)]
    public void Compare_WhenALayerBeginsAnew_BreaksNothingBefore(int number, int since, ChangeSeverity severity)
    {
        var changes = ContractDiff.Compare(
            Version(Before, number), With(Version(Before.Replace("3,2", "3,5", StringComparison.Ordinal), 2), ("output", new(default, since))));
        Assert.Equal(severity, Assert.Single(changes).Severity);
    }

    // The layer behind it needs weights of another shape, and has none.
    [Fact]
    public void Compare_WhenTheLayerBehindDoesNotBeginAnew_StillBreaks()
    {
        var after = Before.Replace("4,3", "4,7", StringComparison.Ordinal).Replace("3,2", "7,2", StringComparison.Ordinal);
        var change = Assert.Single(Compare(Before, after, ("hidden", new(default, 2))), static change => change.Severity != ChangeSeverity.Compatible);
        Assert.Equal(("output", "output/kernel"), (change.Layer, Assert.Single(change.Names)));
        Assert.EndsWith(", because 'hidden' is 7 wide now", change.Text, StringComparison.Ordinal);
        Assert.All(Compare(Before, after, ("hidden", new(default, 2)), ("output", new(default, 2))), static c => Assert.Equal(ChangeSeverity.Compatible, c.Severity));
    }

    [Fact]
    public void Compare_WhenAnotherLayerTookThePlace_DropsTheOldOne()
    {
        var after = Before.Replace("output             Dense activation=linear\n    kernel           float32 3,2", "head               Dense activation=linear\n    kernel           float32 3,9", StringComparison.Ordinal);
        Assert.All(Compare(Before, after, ("head", new(default, 2))), static c => Assert.Equal((ChangeSeverity.Compatible, ChangeAnswer.Reinitialized), (c.Severity, c.Answer)));
    }

    [Fact]
    public void Compare_WhenAMethodMigrates_BreaksNothing()
    {
        var now = Version(Before.Replace("4,3", "4,7", StringComparison.Ordinal).Replace("3,2", "7,2", StringComparison.Ordinal), 2) with { MigratedFrom = EquatableArray.Of(1) };
        Assert.All(ContractDiff.Compare(Version(Before, 1), now), static c => Assert.Equal((ChangeSeverity.Compatible, ChangeAnswer.Migration), (c.Severity, c.Answer)));
        Assert.Contains(ContractDiff.Compare(Version(Before, 1) with { IsDraft = true }, now), static c => c.Severity == ChangeSeverity.Breaking);
    }

    [Fact]
    public void Names_OfALayerWithinAModel_AreThoseOfBoth()
    {
        var history = Named("fc").Within("dense", "tower", Named("backbone", 3));
        Assert.Equal(
            [new("backbone/dense", 3), new("backbone/fc", 3), new("tower/fc", 0)],
            history.FormerNames);
        Assert.Equal(0, new LayerHistory(default, 4).Within("dense", "tower", LayerHistory.None).ReinitializedSince);
        Assert.Equal(4, LayerHistory.None.Within("dense", "tower", new(default, 4)).ReinitializedSince);
        Assert.Same(LayerHistory.None, LayerHistory.None.Within("dense", "tower", LayerHistory.None));
    }

    private static LayerHistory Named(string name, int since = 0) => new(EquatableArray.Of(new FormerName(name, since)), null);

    private static IReadOnlyList<ContractChange> Compare(string before, string after, params (string Layer, LayerHistory History)[] told) =>
        ContractDiff.Compare(Version(before, 1), With(Version(after, 2), told));

    private static ContractVersion With(ContractVersion version, params (string Layer, LayerHistory History)[] told) => version with
    {
        Layers = version.Layers.Select(layer => layer with { History = told.FirstOrDefault(t => t.Layer == layer.Name).History ?? LayerHistory.None }).ToEquatableArray(),
    };

    private static ContractVersion Version(string body, int number)
    {
        var parsed = WeightContract.Parse($"gennet-weights 2\nmodel Net\nversion {number}\n{body}\n");
        Assert.Null(parsed.Error);
        return parsed.Contract!.Current;
    }
}
