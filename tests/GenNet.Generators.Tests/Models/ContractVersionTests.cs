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
    [InlineData("{0}\\\\u2028\\\\é")]
    public void Description_OfALayerNamedSo_CarriesTheContractThatItsHashIsOf(string name)
    {
        using var net = ModelCompiler.Compile(Source.Replace("[Dense(2)]", $"[Dense(2, Name = \"{name}\")]", StringComparison.Ordinal)).Create();

        Assert.Equal(net.Description.ContractHash, ModelContract.Of(net.Description).Hash);
        Assert.Same(ModelContract.Of(net.Description), ModelContract.Of(net.Description));
    }

    private static string Indented(string text) =>
        string.Join("\n", text.Split('\n').Select(static line => line.Length == 0 ? "" : new string(' ', 12) + line));

    private static WeightContract Accepted(string source)
    {
        var type = ModelCompiler.CreateCompilation(source).GetTypeByMetadataName("Zoo.Net")!;
        return WeightContract.Accept(null, ModelParser.Parse(type, TestContext.Current.CancellationToken).Spec!);
    }

    private static string DescriptionOf(string source, string? contract) => CSharpGeneratorDriver
        .Create([new ModelGenerator().AsSourceGenerator()], contract is null ? [] : [new ContractText("Net.weights.txt", contract)])
        .RunGenerators(ModelCompiler.CreateCompilation(source), TestContext.Current.CancellationToken)
        .GetRunResult().GeneratedTrees.Single(static t => t.FilePath.EndsWith("Zoo.Net.Description.g.cs", StringComparison.Ordinal)).ToString();
}
