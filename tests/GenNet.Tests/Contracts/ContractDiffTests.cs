using GenNet.Contracts;

namespace GenNet.Tests.Contracts;

/// <summary>Kinds of change that the differ tells apart; the evolutions judge it on real pairs.</summary>
public sealed class ContractDiffTests
{
    private const string Before = """
          (input)            InputLayer dtype=float32 shape=4
          hidden             Dense activation=relu
            kernel           float32 4,3
            bias             float32 3
          middle             Dense activation=relu
            kernel           float32 3,3
          output             Dense activation=linear
            kernel           float32 3,2
        """;

    [Theory]
    [InlineData("4,3", "4,5", ChangeKind.ShapeChanged, "hidden/kernel")]
    [InlineData("float32 4,3", "float16 4,3", ChangeKind.DTypeChanged, "hidden/kernel")]
    [InlineData("    bias             float32 3\n", "", ChangeKind.VariableRemoved, "hidden/bias")]
    [InlineData("    bias ", "    scale            float32 1\n    bias ", ChangeKind.VariableAdded, "hidden/scale")]
    [InlineData("  middle             Dense activation=relu\n    kernel           float32 3,3\n", "", ChangeKind.LayerRemoved, "middle/kernel")]
    [InlineData("  middle ", "  extra              Dense activation=relu\n    kernel           float32 3,3\n  middle ", ChangeKind.LayerAdded, "extra/kernel")]
    [InlineData("  middle ", "  body ", ChangeKind.LayerRenamed, "middle/kernel,body/kernel")]
    [InlineData("  middle             Dense activation=relu", "  middle             EinsumDense", ChangeKind.KindChanged, "middle/kernel")]
    [InlineData("activation=linear", "activation=tanh", ChangeKind.BehaviourChanged, "output")]
    [InlineData("activation=linear", "activation=linear compute_dtype=float16", ChangeKind.BehaviourChanged, "output")]
    public void Compare_WhenOneThingChanges_NamesJustThat(string from, string to, ChangeKind kind, string names)
    {
        Assert.Contains(from, Before, StringComparison.Ordinal);
        var position = Before.IndexOf(from, StringComparison.Ordinal);
        var change = Assert.Single(Compare(Before, Before[..position] + to + Before[(position + from.Length)..]));
        Assert.Equal(kind, change.Kind);
        Assert.Equal(names, string.Join(",", change.Names));
        Assert.Contains(change.WaysOut, static way => way.Action.Contains("dotnet build -t:GenNetAccept", StringComparison.Ordinal));
        Assert.NotEqual(ChangeSeverity.Compatible, change.Severity);
    }

    [Fact]
    public void Compare_WhenNothingChanges_IsEmpty() => Assert.Empty(Compare(Before, Before));

    [Fact]
    public void Compare_WhenInputIsExchangedForAnother_NamesTheLayer()
    {
        var change = Assert.Single(Compare(Before, Before.Replace("  output             Dense activation=linear", "  output             Dense activation=linear from=hidden", StringComparison.Ordinal)));
        Assert.Equal((ChangeKind.ConnectionChanged, ChangeSeverity.Behaviour, "output"), (change.Kind, change.Severity, change.Layer));
        Assert.Equal("takes hidden and took middle", change.Description);
    }

    [Fact]
    public void Compare_WhenAnotherValueIsReturned_NamesTheModel()
    {
        var change = Assert.Single(Compare(Before, Before + "\n  (outputs)  Outputs from=middle"));
        Assert.Equal((ChangeKind.OutputsChanged, ChangeSeverity.Behaviour), (change.Kind, change.Severity));
    }

    [Fact]
    public void Compare_WhenActivationBecomesALayer_IsCompatible()
    {
        var after = Before.Replace(
            "  output             Dense activation=linear\n    kernel           float32 3,2",
            "  output             Dense activation=linear\n    kernel           float32 3,2\n  act  Activation activation=linear",
            StringComparison.Ordinal);
        Assert.All(Compare(Before, after), static change => Assert.Equal(ChangeSeverity.Compatible, change.Severity));
    }

    // A Dropout of rate 0 does nothing in training either, so it isn't marked; rates don't stand in a contract.
    [Theory]
    [InlineData("  middle ", "  drop               Dropout\n  middle ")]
    [InlineData("  middle ", "  drop               Dropout training\n  middle ")]
    public void Compare_WhenALayerThatActsInTrainingAloneComesGoesOrIsMarked_IsCompatible(string from, string to)
    {
        var with = Before.Replace(from, to, StringComparison.Ordinal);
        var marked = Before.Replace(from, "  drop               Dropout training\n  middle ", StringComparison.Ordinal);
        foreach (var (before, after) in (IEnumerable<(string, string)>)[(Before, with), (with, Before), (with, marked), (marked, with)])
            Assert.All(Compare(before, after), static change => Assert.Equal(ChangeSeverity.Compatible, change.Severity));
    }

    [Fact]
    public void Compare_WhenAnArgumentIsUnknownToOlderFiles_SaysNothingOfIt() =>
        Assert.Empty(Compare(Before, Before.Replace("activation=linear", "activation=linear novelty=3", StringComparison.Ordinal)));

    private static IReadOnlyList<ContractChange> Compare(string before, string after) => ContractDiff.Compare(Version(before), Version(after));

    private static ContractVersion Version(string body)
    {
        var result = WeightContract.Parse($"gennet-weights 1\nmodel A\nversion 1 draft\n{body}\n");
        Assert.True(result.Error is null, result.Error?.ToString());
        return result.Contract!.Current;
    }
}
