using System.Globalization;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Tests.Migration;

/// <summary>Versions of a contract without a way to the class, and declarations about versions that there aren't.</summary>
public sealed class VersionDiagnosticsTests
{
    private const string Head = "[Model, Input(4)] public partial class Net { [Dense(3)] public partial Dense Hidden { get; } ";
    private const string One = Head + "[Dense(2)] public partial Dense Output { get; } }";
    private const string Two = Head + "[Dense(5)] public partial Dense Output { get; } }";

    [Theory]
    [InlineData(Head + "[Dense(5)] public partial Dense Output { get; } }", "GN1040")]
    [InlineData(Head + "[Dense(5), Reinitialized(Since = 2)] public partial Dense Output { get; } }", null)]
    [InlineData(Head + "[Dense(5)] public partial Dense Output { get; } [WeightMigration(From = 1)] static Weights Up(WeightsV1 old, Weights fresh) => fresh; }", null)]
    [InlineData(Head + "[Dense(5)] public partial Dense Output { get; } [WeightMigration(From = 3)] static Weights Up(WeightsV3 old, Weights fresh) => fresh; }", "GN1040")]
    [InlineData(Head + "[Dense(5), Reinitialized(Since = 9)] public partial Dense Output { get; } }", "GN1041")]
    [InlineData(Head + "[Dense(5), Reinitialized(Since = 3)] public partial Dense Output { get; } }", null)]
    public async Task Analyze_OfAContractWithAnOlderVersion_AsksForAWay(string source, string? ids)
    {
        var found = await ContractDiagnostics.Of("using GenNet; " + source, new VersionedModel(One, Two).Contract.ToString());
        Assert.Equal(ids ?? "", string.Join(",", found.Select(static d => d.Id)));
        Assert.All(found, static d => Assert.Equal(DiagnosticSeverity.Warning, d.Severity));
    }

    [Fact]
    public async Task Analyze_OfAVersionWithoutAWay_NamesBothAndTheWay()
    {
        var diagnostic = Assert.Single(await ContractDiagnostics.Of("using GenNet; " + Two, new VersionedModel(One, Two).Contract.ToString()));
        var text = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains("Net: no way leads from version 1 of Net.weights.txt to the class", text, StringComparison.Ordinal);
        Assert.Contains("output: kernel is float32 3,5 and was float32 3,2", text, StringComparison.Ordinal);
        Assert.Contains("[Reinitialized(Since = 2)]", text, StringComparison.Ordinal);
        Assert.Contains("[WeightMigration(From = 1)]", text, StringComparison.Ordinal);
    }

    // Version 1 gets to 2 by names, and from there on.
    [Fact]
    public async Task Analyze_WhereTheWayLeadsThroughAnotherVersion_IsSilent()
    {
        const string Three = Head + "[Dense(5)] public partial Dense Output { get; } [Dense(4)] public partial Dense Last { get; } [WeightMigration(From = 2)] static Weights Up(WeightsV2 old, Weights fresh) => fresh; }";
        Assert.Empty(await ContractDiagnostics.Of("using GenNet; " + Three, new VersionedModel(One, One.Replace("[Dense(2)]", "[Dropout(0.5)] public partial Dropout Drop { get; } [Dense(2)]", StringComparison.Ordinal), Three).Contract.ToString()));
    }

    [Fact]
    public async Task Analyze_OfAMigrationFromTheNewestFrozenVersion_BreaksNothing()
    {
        var found = await ContractDiagnostics.Of("using GenNet; " + Head + "[Dense(5)] public partial Dense Output { get; } [WeightMigration(From = 1)] static Weights Up(WeightsV1 old, Weights fresh) => fresh; }", new VersionedModel(One).Contract.ToString());
        Assert.Equal("GN1011", Assert.Single(found).Id);
    }
}
