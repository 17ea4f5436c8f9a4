using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Specs;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Tests.Models;

public sealed class ContractVersionTests
{
    private const string Source =
        "using GenNet; namespace Zoo; [Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense Out { get; } }";

    [Fact]
    public void Description_WithoutContract_HasVersion0AndTheHash() =>
        Assert.Contains($"ContractVersion = 0,\n            ContractHash = \"{Accepted(Source).Current.Hash}\",", DescriptionOf(Source, null), StringComparison.Ordinal);

    [Fact]
    public void Description_OfTheModelInItsContract_HasItsVersion() =>
        Assert.Contains("ContractVersion = 1,", DescriptionOf(Source, Accepted(Source).ToString()), StringComparison.Ordinal);

    [Fact]
    public void Description_OfAModelThatHasChangedSince_HasVersion0() =>
        Assert.Contains("ContractVersion = 0,", DescriptionOf(Source.Replace("Dense(2)", "Dense(4)", StringComparison.Ordinal), Accepted(Source).ToString()), StringComparison.Ordinal);

    [Fact]
    public void Contract_OfAnotherModel_IsNotTaken() =>
        Assert.Contains("ContractVersion = 0,", DescriptionOf(Source, (Accepted(Source) with { Model = "Zoo.Other" }).ToString()), StringComparison.Ordinal);

    [Fact]
    public void Description_OfTheModelInItsContract_CarriesTheTextOfItsVersion()
    {
        var frozen = Accepted(Source).Freeze();
        var (now, before) = (frozen.Current with { Number = 7 }, Accepted(Source.Replace("Dense(2)", "Dense(4)", StringComparison.Ordinal)).Freeze().Current);
        var later = frozen with { Versions = EquatableArray.Of(now, before) };

        Assert.Contains(Indented((later with { Versions = EquatableArray.Of(now) }).ToString()), DescriptionOf(Source, later.ToString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Out")]
    [InlineData("a,b")]
    [InlineData("\\\"\\\"\\\"\\\"")]
    [InlineData("{0}u2028é")]
    public void Description_OfALayerNamedSo_CarriesTheContractThatItsHashIsOf(string name)
    {
        using var net = ModelCompiler.Compile(Source.Replace("[Dense(2)]", $"[Dense(2, Name = \"{name}\")]", StringComparison.Ordinal)).Create();

        Assert.Equal(net.Description.ContractHash, ModelContract.Of(net.Description).Hash);
        Assert.Same(ModelContract.Of(net.Description), ModelContract.Of(net.Description));
    }

    // GenNet 0.1 wrote contracts of nested classes without the types around them: that name is App.Net's own where there is such a model.
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Description_OfANestedModel_HasNoVersionsOfAnotherModel(bool hasOther, int version)
    {
        const string Nested = "using GenNet; namespace Zoo; public partial class Outer { [Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense Out { get; } } }";
        var source = hasOther ? Nested + " [Model, Input(3)] public partial class Net { [Dense(5)] public partial Dense Out { get; } }" : Nested;

        Assert.Contains($"ContractVersion = {version},", DescriptionOf(source, "Outer.Net", ("Net.weights.txt", Accepted(Source).Freeze().ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public void Description_OfAModelWithTwoContracts_GoesByTheFirstPath()
    {
        var contract = Accepted(Source);
        var (first, last) = (contract with { Versions = EquatableArray.Of(contract.Current with { Number = 3 }) }, contract with { Versions = EquatableArray.Of(contract.Current with { Number = 7 }) });

        Assert.Contains("ContractVersion = 3,", DescriptionOf(Source, "Net", ("b/Net.weights.txt", last.ToString()), ("a/Net.weights.txt", first.ToString())), StringComparison.Ordinal);
    }

    private static string Indented(string text) =>
        string.Join("\n", text.Split('\n').Select(static line => line.Length == 0 ? "" : new string(' ', 12) + line));

    private static WeightContract Accepted(string source)
    {
        var type = ModelCompiler.CreateCompilation(source).GetTypeByMetadataName("Zoo.Net")!;
        return WeightContract.Accept(null, ModelParser.Parse(type, TestContext.Current.CancellationToken).Spec!);
    }

    private static string DescriptionOf(string source, string? contract) => DescriptionOf(source, "Net", contract is null ? [] : [("Net.weights.txt", contract)]);

    private static string DescriptionOf(string source, string model, params IEnumerable<(string Path, string Text)> contracts) => CSharpGeneratorDriver
        .Create([new ModelGenerator().AsSourceGenerator()], contracts.Select(static contract => new ContractText(contract.Path, contract.Text)))
        .RunGenerators(ModelCompiler.CreateCompilation(source), TestContext.Current.CancellationToken)
        .GetRunResult().GeneratedTrees.Single(t => t.FilePath.EndsWith($"Zoo.{model}.Description.g.cs", StringComparison.Ordinal)).ToString();
}
