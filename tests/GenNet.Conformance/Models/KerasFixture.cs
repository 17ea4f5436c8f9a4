using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json;
using GenNet.Conformance.Numerics;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;
using GenNet.Weights.KerasConfig;

namespace GenNet.Conformance.Models;

/// <summary>A folder <c>models/&lt;name&gt;</c> with the model that Keras saved, scaffolded and compiled once for all tests.</summary>
internal sealed class KerasFixture
{
    private const string Namespace = "Conformance.Models";
    private const string DeterministicNamespace = "Conformance.Models.WithoutDropout";
    private const string NoDocs = "#pragma warning disable CS1591\n";

    private static readonly ConcurrentDictionary<string, Lazy<KerasFixture>> s_fixtures = new(StringComparer.Ordinal);

    private readonly Lazy<Assembly>? _assembly;
    private readonly string _className;

    private KerasFixture(string name)
    {
        Name = name;
        _className = PascalCase.Of(name) + "Model";
        try
        {
            using var json = KerasConfigFile.Read(PathOf("model.keras"));
            Spec = ScaffoldedModel.Read(json.RootElement, Namespace, _className).Spec;
            var deterministic = ScaffoldedModel.Read(WithoutDropout(json), DeterministicNamespace, _className).Spec;
            DeterministicSource = NoDocs + ModelClassWriter.Write(deterministic) + PredictAll.Member(deterministic);
            _assembly = new(() => ModelCompiler.CompileWith([typeof(IGpuPlan).Assembly], NoDocs + ModelClassWriter.Write(Spec) + PredictAll.Member(Spec), DeterministicSource).Assembly);
        }
        catch (KerasConfigException error)
        {
            if (WrittenModel.Of(name, _className) is not { } written)
            {
                NotSupported = string.Join("; ", error.Problems);
                return;
            }
            // A subclassed model has no architecture in its files: a user writes its class by hand.
            IsWritten = true;
            Spec = written.Spec(Namespace);
            DeterministicSource = NoDocs + written.In(DeterministicNamespace) + PredictAll.Member(Spec);
            _assembly = new(() => ModelCompiler.CompileWith([typeof(IGpuPlan).Assembly], NoDocs + written.In(Namespace) + PredictAll.Member(Spec), DeterministicSource).Assembly);
        }
    }

    /// <summary>Names of all folders with a Keras model, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = FixtureTree.Has("models")
        ? [.. Directory.GetDirectories(FixtureTree.PathOf("models")).Where(static d => File.Exists(Path.Combine(d, "model.keras"))).Select(static d => Path.GetFileName(d)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Name of the folder.</summary>
    public string Name { get; }

    /// <summary>The model as the scaffolder reads it; null if it isn't supported.</summary>
    public ModelSpec? Spec { get; }

    /// <summary>Whether its class was written by hand, as its files hold no architecture.</summary>
    public bool IsWritten { get; }

    /// <summary>What in the model GenNet doesn't support; null if nothing.</summary>
    public string? NotSupported { get; }

    /// <summary>The folder of that name.</summary>
    public static KerasFixture Of(string name) => s_fixtures.GetOrAdd(name, static n => new(() => new KerasFixture(n))).Value;

    /// <summary>The folder of that name, counted as started; skips the test if the model isn't supported or lacks one of <paramref name="files"/>.</summary>
    public static KerasFixture StartOrSkip(ConformanceCount count, string name, string test, params ReadOnlySpan<string> files)
    {
        var fixture = Of(name);
        if (fixture.NotSupported is { } reason)
        {
            count.NotSupported(name, test, reason);
            Assert.Skip($"not supported: {reason}");
        }
        foreach (var file in files)
            Assert.SkipUnless(fixture.Has(file), $"{name} has no {file}");
        count.Started(name, test);
        return fixture;
    }

    /// <summary>Path of a file of the folder.</summary>
    public string PathOf(string file) => FixtureTree.PathOf("models", Name, file);

    /// <summary>Whether the folder has that file.</summary>
    public bool Has(string file) => FixtureTree.Has("models", Name, file);

    /// <summary>A new instance.</summary>
    /// <param name="device">Where it runs.</param>
    /// <param name="dropout">Whether its dropout rates are those of the file, or 0.</param>
    /// <param name="seed">Seed of weights and draws.</param>
    public KerasInstance Create(Device device, bool dropout = true, ulong seed = 0)
    {
        var type = _assembly!.Value.GetType($"{(dropout ? Namespace : DeterministicNamespace)}.{_className}", throwOnError: true)!;
        return new((Model)Activator.CreateInstance(type, seed, device)!, rows => PassRoundings.Of(Spec!, rows), KerasNames.OfVariables(Name), IsWritten ? KerasNames.OfOutputs(Name) : null);
    }

    /// <summary>The source of the class without dropout; null if the model isn't supported.</summary>
    public string? DeterministicSource { get; }

    /// <summary>Full name of that class.</summary>
    public string DeterministicClass => $"{DeterministicNamespace}.{_className}";

    private static JsonElement WithoutDropout(JsonDocument json)
    {
        var root = JsonNode.Parse(json.RootElement.GetRawText());
        var pending = new Stack<JsonNode?>([root]);
        while (pending.TryPop(out var node))
        {
            foreach (var child in node is JsonArray list ? list.ToArray() : [])
                pending.Push(child);
            foreach (var (name, child) in node is JsonObject value ? value.ToArray() : [])
            {
                if (name is "rate" or "dropout" or "recurrent_dropout")
                    node![name] = 0.0;
                else
                    pending.Push(child);
            }
        }
        return JsonSerializer.SerializeToElement(root);
    }
}
