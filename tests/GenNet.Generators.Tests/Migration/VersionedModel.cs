using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Generators.Tests.Models;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Migration;

/// <summary>A class through its versions, each frozen: what every version's program saves, and what the newest loads.</summary>
internal sealed class VersionedModel
{
    private readonly List<string> _sources = [];

    /// <summary>The versions of class <c>Net</c>, or of several of which that is one, oldest first.</summary>
    public VersionedModel(params string[] versions)
    {
        foreach (var source in versions)
        {
            Contract = WeightContract.Accept(Contract, SpecOf(source)).Freeze();
            _sources.Add(source);
        }
    }

    /// <summary>The contract with all versions.</summary>
    public WeightContract Contract { get; init; } = null!;

    /// <summary>The newest version.</summary>
    public Model Newest(ulong seed = 0) => Compile(_sources[^1], Contract).Create("Net", seed);

    /// <summary>The program of a version, with the contract as it was then.</summary>
    public Model Version(int number, ulong seed = 1) => Compile(_sources[number - 1], Then(number)).Create("Net", seed);

    /// <summary>A class beside the contract.</summary>
    public static CompiledModels Compile(string source, WeightContract contract) => ModelCompiler.CompileBeside([new ContractText("Net.weights.txt", contract.ToString())], "using GenNet; " + source);

    /// <summary>Saves weights of a version, other ones for each seed.</summary>
    public string Save(int number, string suffix, TemporaryFolder folder)
    {
        using var model = Version(number);
        var path = folder.PathOf($"v{number}{suffix}");
        model.SaveWeights(path);
        return path;
    }

    /// <summary>Values of a variable.</summary>
    public static float[] Of(Model model, string layer, string variable) => model.Layers.SelectMany(static l => l.Variables)
        .Single(v => v.FullName == (layer.Length == 0 ? variable : $"{layer}/{variable}")).Values.ToArray();

    private WeightContract Then(int number) => Contract with { Versions = new([.. Contract.Versions.Where(version => version.Number <= number)]) };

    private static Graph.ModelSpec SpecOf(string source)
    {
        var parsed = ModelParser.Parse(ModelCompiler.CreateCompilation("using GenNet; " + source).GetTypeByMetadataName("Net")!, TestContext.Current.CancellationToken);
        Assert.Empty(parsed.Diagnostics);
        return parsed.Spec!;
    }
}
