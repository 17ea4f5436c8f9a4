using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;
using GenNet.Weights.KerasConfig;

namespace GenNet.Conformance.Archives;

/// <summary>The pairs in <c>evolutions/</c> whose model after the edit GenNet can build, all scaffolded and compiled once.</summary>
internal static class EvolutionFixture
{
    private const string Folder = "evolutions";

    private static readonly Lazy<Dictionary<string, string>> s_sources = new(Sources);
    private static readonly Lazy<Assembly> s_assembly = new(static () =>
        ModelCompiler.Compile("#pragma warning disable CS1591\n" + string.Concat(s_sources.Value.Values.Select(static s => s)).Insert(0, "using GenNet;\n")).Assembly);

    /// <summary>All pairs.</summary>
    public static IReadOnlyList<string> Names { get; } = FixtureTree.Has(Folder)
        ? [.. Directory.GetDirectories(FixtureTree.PathOf(Folder)).Select(static d => Path.GetFileName(d)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Whether the model after the edit has layers of GenNet's alone.</summary>
    public static bool CanBuild(string pair) => s_sources.Value.ContainsKey(pair);

    /// <summary>Whether the model before the edit can be read, so that a load can compare it.</summary>
    public static bool CanCompare(string pair)
    {
        try
        {
            using var json = KerasConfigFile.Read(PathOf(pair, "before.json"));
            KerasConfigReader.Read(json.RootElement, KerasReading.ToCompare([]));
            return true;
        }
        catch (KerasConfigException)
        {
            return false;
        }
    }

    /// <summary>What happened in Keras.</summary>
    public static JsonElement Truth(string pair) => FixtureTree.Json(Folder, pair, "truth.json");

    /// <summary>A file of the pair.</summary>
    public static string PathOf(string pair, string file) => FixtureTree.PathOf(Folder, pair, file);

    /// <summary>A new model as it is after the edit.</summary>
    public static Model Create(string pair) => (Model)Activator.CreateInstance(
        s_assembly.Value.GetType($"Conformance.Evolutions.E{Names.ToList().IndexOf(pair)}.After", throwOnError: true)!, 7UL, Device.Cpu())!;

    /// <summary>Writes the model before the edit as Keras saves a whole one.</summary>
    public static void WriteBefore(string pair, string path, CompressionLevel compression)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        archive.CreateEntryFromFile(PathOf(pair, "before.json"), "config.json", compression);
        archive.CreateEntryFromFile(PathOf(pair, "before.weights.h5"), "model.weights.h5", compression);
    }

    private static Dictionary<string, string> Sources()
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Names.Count; i++)
        {
            try
            {
                var space = $"Conformance.Evolutions.E{i}";
                var text = ModelClassWriter.Write(ScaffoldedModel.ReadFile(PathOf(Names[i], "after.json"), space, "After").Spec);
                sources[Names[i]] = text.Replace("using GenNet;\n\n", "", StringComparison.Ordinal).Replace($"namespace {space};", $"namespace {space}\n{{", StringComparison.Ordinal) + "}\n";
            }
            catch (KerasConfigException)
            {
                // A layer that GenNet doesn't have: such pairs are skipped, and say so.
            }
        }
        return sources;
    }
}
