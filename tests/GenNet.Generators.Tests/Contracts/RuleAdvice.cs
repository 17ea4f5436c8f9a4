using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using static GenNet.TestSupport.SavedFiles;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>What a rule's page says to do with files saved before.</summary>
internal sealed partial class RuleAdvice
{
    private readonly string[] _lines;

    public RuleAdvice(string id) => _lines = TextOf(id).Split('\n');

    /// <summary>The page.</summary>
    public static string TextOf(string id) => File.ReadAllText(Path.GetFullPath(Path.Combine(ThisFolder(), $"../../../generators/rules/{id}.md")));

    /// <summary>Whether the page says that files which don't name their layers are refused.</summary>
    public bool RefusesFilesWithoutNames => Array.Exists(_lines, static l => l.Contains("don't name their layers", StringComparison.Ordinal));

    /// <summary>The options that the page says to load such a file with; null if it knows none.</summary>
    public LoadOptions? OptionsFor(Kind file)
    {
        var row = Array.Find(_lines, line => line.TrimStart().StartsWith('|') && line.Contains("LoadOptions.", StringComparison.Ordinal) && Array.Exists(NamesOf(file), line.Contains));
        return Parse(row) ?? Parse(Array.Find(_lines, static l => l.StartsWith("- Load old files with `", StringComparison.Ordinal)))
            ?? Parse(Array.Find(_lines, static l => l.Contains("are refused without `LoadOptions.", StringComparison.Ordinal)));
    }

    /// <summary>Whether the page says of such files that variables have names there, so that a layer's other variables are loaded.</summary>
    public bool NamesVariables(Kind file) => Array.Exists(_lines, line => line.TrimStart().StartsWith('|') && line.Contains("other variables are loaded", StringComparison.Ordinal)
        && Array.Exists(NamesOf(file), line.Contains));

    private static string[] NamesOf(Kind file) => file switch
    {
        Kind.GenNet or Kind.GenNetSafetensors => ["GenNet's own (0.2 and later)"],
        Kind.ForeignSafetensors => ["safetensors"],
        Kind.KerasArchive => ["`.keras`"],
        _ => ["`.weights.h5` of Keras"],
    };

    private static LoadOptions? Parse(string? text)
    {
        var names = Option().Matches(text ?? "").Select(static m => m.Groups[1].Value).ToArray();
        return names.Length == 0
            ? null
            : names.Select(static name => (LoadOptions)typeof(LoadOptions).GetProperty(name)!.GetValue(null)!).Aggregate(static (a, b) => a | b);
    }

    [GeneratedRegex(@"LoadOptions\.(\w+)")]
    private static partial Regex Option();

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
