using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using GenNet.Conformance.Models;
using GenNet.Conformance.Numerics;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;

namespace GenNet.Conformance.Applications;

/// <summary>
/// A folder <c>applications/&lt;name&gt;</c>: a network of <c>keras.applications</c>, scaffolded as <c>dotnet gennet scaffold</c> does and compiled, and once more with the output of every layer
/// as an output.
/// </summary>
internal sealed class ApplicationFixture
{
    private const string Namespace = "Conformance.Applications";

    // Compiled and run, these cost the most of all: of the repository's own tree the smaller ones are enough at every change.
    private const int ByDefault = 2;

    private static readonly ConcurrentDictionary<string, Lazy<ApplicationFixture>> s_fixtures = new(StringComparer.Ordinal);

    private readonly Lazy<CompiledModels> _network;
    private readonly Lazy<(ModelSpec Spec, CompiledModels Compiled)> _everyLayer;

    private ApplicationFixture(string name)
    {
        Name = name;
        Expected = FixtureTree.Json("applications", name, "expected.json");
        Layers = [.. Expected.GetProperty("layers").EnumerateArray()];
        Variables = [.. Expected.GetProperty("variables").EnumerateArray()];
        Spec = ScaffoldedModel.ReadForPeople(PathOf("config.json"), Namespace, PascalCase.Of(name)).Spec;
        _network = new(() => Compile(Spec));
        _everyLayer = new(() =>
        {
            var spec = ScaffoldedModel.Read(WithEveryOutput(), Namespace, PascalCase.Of(name) + "Layers").Spec;
            return (spec, Compile(spec));
        });
    }

    /// <summary>The networks to be tested: with <c>GENNET_LONG=1</c>, and of another tree, all that there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All().Take(
        LongRun.IsAsked || FixtureTree.IsGiven ? int.MaxValue : ByDefault)];

    /// <summary>Name of the folder.</summary>
    public string Name { get; }

    /// <summary>What <c>expected.json</c> says.</summary>
    public JsonElement Expected { get; }

    /// <summary>Its rows of layers, in Keras' order.</summary>
    public IReadOnlyList<JsonElement> Layers { get; }

    /// <summary>Its rows of variables, in Keras' order.</summary>
    public IReadOnlyList<JsonElement> Variables { get; }

    /// <summary>The network as it is scaffolded.</summary>
    public ModelSpec Spec { get; }

    /// <summary>The network with the output of every layer but the inputs as an output, in Keras' order.</summary>
    public ModelSpec EveryLayer => _everyLayer.Value.Spec;

    /// <summary>The folder of that name.</summary>
    public static ApplicationFixture Of(string name) => s_fixtures.GetOrAdd(name, static n => new(() => new ApplicationFixture(n))).Value;

    /// <summary>Path of a file of the folder.</summary>
    public string PathOf(string file) => FixtureTree.PathOf("applications", Name, file);

    /// <summary>The network with the weights of the formula.</summary>
    public Model Create() => WithWeights(_network.Value.Create(Spec.FullName));

    /// <summary>The network of <see cref="EveryLayer"/> with the weights of the formula.</summary>
    public Model CreateEveryLayer() => WithWeights(_everyLayer.Value.Compiled.Create(EveryLayer.FullName));

    /// <summary>A new network with initial weights.</summary>
    public Model CreateInitial() => _network.Value.Create(Spec.FullName);

    private Model WithWeights(Model model)
    {
        var variables = KerasVariables.Of(model);
        for (var i = 0; i < variables.Count; i++)
        {
            if (WeightFormula.Values(Variables[i], (int)variables[i].Variable.Shape.ElementCount) is { } values)
                variables[i].Variable.Assign(values);
        }
        return model;
    }

    private JsonElement WithEveryOutput()
    {
        var root = JsonNode.Parse(File.ReadAllBytes(PathOf("config.json")))!;
        var config = root["config"]!;
        var taken = Taken(config).Reverse().GroupBy(static tensor => tensor.Layer).ToDictionary(static tensors => tensors.Key, static tensors => tensors.First().Node, StringComparer.Ordinal);
        config["output_layers"] = new JsonArray([.. Layers
            .Where(static layer => layer.GetProperty("class").GetString() != "InputLayer")
            .Select(static layer => layer.GetProperty("name").GetString()!)
            .Select(layer => new JsonArray(layer, taken.GetValueOrDefault(layer), 0))]);
        return JsonSerializer.SerializeToElement(root);
    }

    // Calls of models among the layers are numbered from another number than those of layers: as others take them, so are they called.
    private static IEnumerable<(string Layer, int Node)> Taken(JsonNode? node) => node switch
    {
        JsonArray and [JsonValue layer, JsonValue call, JsonValue] when layer.TryGetValue<string>(out var name) && call.TryGetValue<int>(out var number) => [(name, number)],
        JsonArray list => list.SelectMany(Taken),
        JsonObject json => json.Where(static entry => entry.Key != "config" || entry.Value is not JsonObject inner || !inner.ContainsKey("layers")).SelectMany(static entry => Taken(entry.Value)),
        _ => [],
    };

    private static IEnumerable<string> All() => !FixtureTree.Has("applications") ? [] : Directory
        .GetDirectories(FixtureTree.PathOf("applications")).Select(static folder => Path.GetFileName(folder))
        .Where(static name => FixtureTree.Has("applications", name, "expected.json"))
        .OrderBy(static name => FixtureTree.Json("applications", name, "expected.json").GetProperty("parameters").GetProperty("total").GetInt64())
        .ThenBy(static name => name, StringComparer.Ordinal);

    private static CompiledModels Compile(ModelSpec spec) => ModelCompiler.Compile(ModelClassWriter.Write(spec), $"namespace {spec.Namespace};\n{PredictAll.Member(spec)}");
}
