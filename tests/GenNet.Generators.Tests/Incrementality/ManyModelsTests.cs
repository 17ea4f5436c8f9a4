using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Tests.Incrementality;

/// <summary>A keystroke in one of a hundred models: nothing is worked out again that it doesn't change.</summary>
public sealed class ManyModelsTests
{
    private const int Count = 100;

    private static readonly string[] s_sources = [.. Enumerable.Range(0, Count).Select(static number => string.Create(
        CultureInfo.InvariantCulture, $"using GenNet; namespace Zoo; [Model, Input(4)] public partial class Net{number} {{ [Dense({number % 7 + 1})] public partial Dense Hidden {{ get; }} [Dense(2)] public partial Dense Output {{ get; }} }}"))];

    [Fact]
    public void Generator_AfterAnEditOfOneModel_EmitsThatOneAlone()
    {
        var (before, after) = Compilations();
        var contracts = Enumerable.Range(0, Count).Select(number => new ContractText($"Net{number}.weights.txt", WeightContract.Accept(null, Spec(before, number)).ToString()));
        var driver = CSharpGeneratorDriver.Create(
            [new ModelGenerator().AsSourceGenerator()], contracts, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

        var result = driver.RunGenerators(before, TestContext.Current.CancellationToken).RunGenerators(after, TestContext.Current.CancellationToken).GetRunResult().Results[0];

        foreach (var step in (string[])[TrackingNames.Parse, TrackingNames.Version, TrackingNames.Named])
        {
            var reasons = result.TrackedSteps[step].SelectMany(static step => step.Outputs).Select(static output => output.Reason).ToArray();
            Assert.Equal(Count, reasons.Length);
            Assert.Single(reasons, static reason => reason == IncrementalStepRunReason.Modified);
        }
        Assert.All(result.TrackedSteps[TrackingNames.Contracts].SelectMany(static step => step.Outputs), static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        var emitted = result.TrackedOutputSteps.Values.SelectMany(static steps => steps).SelectMany(static step => step.Outputs).ToArray();
        Assert.Single(emitted, static output => output.Reason == IncrementalStepRunReason.Modified);
        Assert.DoesNotContain(emitted, static output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Unchanged);
    }

    [Fact]
    public void Analyzers_AfterAnEditOfOneModel_CompareThatOneAlone()
    {
        var (before, after) = Compilations();
        var contracts = Enumerable.Range(0, Count).Select(number => WeightContract.Parse(WeightContract.Accept(null, Spec(before, number)).ToString())).ToArray();
        ModelDifference[] Differences(CSharpCompilation compilation) => [.. contracts.Select((contract, number) => ModelDifference.Of(Spec(compilation, number), contract))];

        var (first, second) = (Differences(before), Differences(after));

        Assert.Equal(Count - 1, Enumerable.Range(0, Count).Count(number => ReferenceEquals(first[number], second[number])));
        Assert.Equal(["hidden/kernel", "hidden/bias", "output/kernel"], Assert.Single(second[3].Changes).Names);
    }

    private static (CSharpCompilation Before, CSharpCompilation After) Compilations()
    {
        var before = ModelCompiler.CreateCompilation(s_sources);
        var edited = before.SyntaxTrees.Single(static tree => tree.ToString().Contains("class Net3 ", StringComparison.Ordinal));
        var after = before.ReplaceSyntaxTree(edited, CSharpSyntaxTree.ParseText(
            edited.ToString().Replace("Dense(4)", "Dense(41)", StringComparison.Ordinal), (CSharpParseOptions)edited.Options, edited.FilePath, cancellationToken: TestContext.Current.CancellationToken));
        return (before, after);
    }

    private static ModelSpec Spec(Compilation compilation, int number) =>
        ModelParser.Parse(compilation.GetTypeByMetadataName($"Zoo.Net{number.ToString(CultureInfo.InvariantCulture)}")!, TestContext.Current.CancellationToken).Spec!;
}
