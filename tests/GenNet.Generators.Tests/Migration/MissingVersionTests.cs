using System.Globalization;
using GenNet.Generators.Tests.Diagnostics;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Migration;

/// <summary>GN0052: a migration of a version that the contract doesn't keep is one error, which says what the contract keeps.</summary>
public sealed class MissingVersionTests
{
    private const string Head = "[Model, Input(4)] public partial class Net { [Dense(3)] public partial Dense Hidden { get; } ";
    private const string One = Head + "[Dense(2)] public partial Dense Output { get; } }";
    private const string Two = Head + "[Dense(5)] public partial Dense Output { get; } }";

    [Theory]
    [InlineData("(From = 3)] static Weights Up(WeightsV3 old, Weights fresh) => fresh with { Output = old.Output };", "Migration 'Up' needs frozen version 3: Net.weights.txt has frozen version 2, frozen version 1; write one that is frozen")]
    [InlineData("(From = 1)] static WeightsV7 Up(WeightsV1 old, WeightsV7 fresh) => fresh;", "Migration 'Up' needs frozen version 7: Net.weights.txt has frozen version 2")]
    [InlineData("(From = 1)] static Weights Up(WeightsV1 old, Weights fresh) => fresh with { Hidden = fresh.Hidden with { Kernel = old.Hidden.Kernel } };", null)]
    [InlineData("(From = 2)] static Weights Up(WeightsV2 old, Weights fresh) => fresh with { Hidden = fresh.Hidden with { Kernel = old.Hidden.Kernel } };", null)]
    public void Generator_OfAMigration_SaysWhichVersionsThereAre(string migration, string? message) =>
        AssertReported(Migrating(migration), new VersionedModel(One, Two).Contract.ToString(), message);

    [Fact]
    public void Generator_OfAMigrationOfADraft_SaysToFreezeIt()
    {
        var contract = new VersionedModel(One, Two).Contract.ToString().Replace("version 2", "version 2 draft", StringComparison.Ordinal);
        AssertReported(Migrating("(From = 2)] static Weights Up(WeightsV2 old, Weights fresh) => fresh;"), contract, "draft version 2, frozen version 1; freeze it first");
    }

    [Fact]
    public void Generator_OfAMigrationWithoutAContract_SaysThatThereIsNone() =>
        AssertReported(Migrating("(From = 1)] static Weights Up(WeightsV1 old, Weights fresh) => fresh;"), null, "Net has no weight contract: accept the class of which files were saved");

    // The analyzers say what is wrong with it.
    [Fact]
    public void Generator_OfAMigrationBesideAContractThatCantBeRead_LeavesItToTheAnalyzers() =>
        AssertReported(Migrating("(From = 1)] static Weights Up(WeightsV1 old, Weights fresh) => fresh;"), "<<<<<<<", null);

    private static string Migrating(string migration) => Two[..^1] + "[WeightMigration" + migration + " }";

    private static void AssertReported(string source, string? contract, string? message)
    {
        var run = GeneratorRun.Of(ModelCompiler.CreateCompilation("using GenNet; " + source), contract is null ? [] : [new ContractText("Net.weights.txt", contract)]);

        Assert.Empty(run.Declarations);
        if (message is null)
        {
            Assert.Empty(run.Diagnostics);
            return;
        }
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("GN0052", diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.StartsWith("WeightMigration(", diagnostic.Location.SourceTree!.ToString()[diagnostic.Location.SourceSpan.Start..], StringComparison.Ordinal);
    }
}
