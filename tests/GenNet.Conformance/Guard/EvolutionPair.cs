using System.Text.Json;
using GenNet.Graph;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;
using GenNet.Weights.KerasConfig;

namespace GenNet.Conformance.Guard;

/// <summary>One pair of <c>evolutions/</c>: a model before and after an edit, as two states of one class, and what really happened.</summary>
internal sealed class EvolutionPair
{
    private const string Folder = "evolutions";
    private const string ClassName = "Evolving";

    private EvolutionPair(string name)
    {
        Name = name;
        Truth = FixtureTree.Json(Folder, name, "truth.json");
        try
        {
            Before = Read("before.json");
            After = Read("after.json");
        }
        catch (KerasConfigException error)
        {
            NotSupported = error.Message;
        }
    }

    /// <summary>All pairs of the tree.</summary>
    public static IReadOnlyList<EvolutionPair> All { get; } = FixtureTree.Has(Folder)
        ? [.. Directory.GetDirectories(FixtureTree.PathOf(Folder)).Select(static d => Path.GetFileName(d)).Order(StringComparer.Ordinal).Select(static name => new EvolutionPair(name))]
        : [];

    /// <summary>Name of its folder.</summary>
    public string Name { get; }

    /// <summary>What was meant, and what happened in each format.</summary>
    public JsonElement Truth { get; }

    /// <summary>The model before the edit, under the names of its class.</summary>
    public ModelSpec? Before { get; }

    /// <summary>The model after the edit.</summary>
    public ModelSpec? After { get; }

    /// <summary>Why GenNet can't build one of the two: a layer that it doesn't have. Null if it can.</summary>
    public string? NotSupported { get; }

    /// <summary>The class before the edit.</summary>
    public string SourceBefore => ModelClassWriter.Write(Before!);

    /// <summary>The class after the edit.</summary>
    public string SourceAfter => ModelClassWriter.Write(After!);

    /// <summary>Old layer names by new ones; empty where nothing was renamed.</summary>
    public IReadOnlyDictionary<string, string> Renames => Truth.TryGetProperty("renames", out var renames)
        ? renames.EnumerateObject().ToDictionary(static r => r.Name, static r => r.Value.GetString()!, StringComparer.Ordinal)
        : new Dictionary<string, string>();

    /// <summary>Whether a class is told of its renames: both ways where there are any.</summary>
    public IEnumerable<bool> Tellings => Renames.Count > 0 ? [false, true] : [false];

    /// <summary>What the edit is: <c>compatible</c>, <c>behaviour</c> or <c>breaking</c>.</summary>
    /// <param name="told">Whether the renames are known.</param>
    public string Verdict(bool told) => Of("verdict", told).GetString()!;

    /// <summary>What a perfect tool names, sorted.</summary>
    /// <param name="told">Whether the renames are known.</param>
    public IReadOnlyList<string> Names(bool told) => [.. Of("names", told).EnumerateArray().Select(static n => n.GetString()!).Order(StringComparer.Ordinal)];

    /// <summary>A file of the pair.</summary>
    public string PathOf(string file) => FixtureTree.PathOf(Folder, Name, file);

    private JsonElement Of(string key, bool told) =>
        !told && Truth.TryGetProperty(key + "_without_renames", out var untold) ? untold : Truth.GetProperty(key);

    private ModelSpec Read(string file) => ScaffoldedModel.ReadFile(PathOf(file), "", ClassName).Spec;
}
