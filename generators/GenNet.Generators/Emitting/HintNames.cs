using System.Text;
using GenNet.Specs;

namespace GenNet.Generators.Emitting;

/// <summary>
/// Names of generated files: distinct in a compilation whatever the classes are called, also where a file system doesn't tell cases apart, and short enough
/// for one. A hint name that is taken makes the compiler drop everything that the generator wrote.
/// </summary>
internal static class HintNames
{
    // File names may have 255 bytes; the longest suffix and a number come on top.
    private const int MaximalBytes = 200;

    /// <summary>End of the name of the file of members.</summary>
    public const string Members = ".g.cs";

    /// <summary>End of the name of the file of typed weights.</summary>
    public const string Weights = ".Weights.g.cs";

    /// <summary>End of the name of the file of the description.</summary>
    public const string Description = ".Description.g.cs";

    /// <summary>End of the name of the file of layer code.</summary>
    public const string Plan = ".Plan.g.cs";

    /// <summary>End of the name of the file of older versions' weights.</summary>
    public const string Versions = ".Versions.g.cs";

    /// <summary>The file that registers devices: no class has a hyphen in its name.</summary>
    public const string Devices = "GenNet-Devices.g.cs";

    /// <summary>End of the name of the file of a user's layer: no class has a hyphen in its name.</summary>
    public const string CustomLayer = "-Layer.g.cs";

    private static readonly string[] s_suffixes = [Members, Weights, Description, Plan, Versions];

    /// <summary>What the files of each class begin with, for the classes whose full names are given.</summary>
    public static EquatableArray<HintName> Of(IEnumerable<string> classes)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return classes.Distinct().OrderBy(static name => name, StringComparer.Ordinal)
            .Select(name => new HintName(name, Free(Shorten(name), taken))).ToEquatableArray();
    }

    /// <summary>What the files of class <paramref name="fullName"/> begin with.</summary>
    public static string PrefixOf(string fullName, EquatableArray<HintName> names) => names.First(name => name.Class == fullName).Prefix;

    // No identifier holds the hyphen, so a numbered name is no other class's.
    private static string Free(string name, HashSet<string> taken)
    {
        var result = name;
        for (var number = 2; s_suffixes.Any(suffix => taken.Contains(result + suffix)); number++)
            result = $"{name}-{SourceWriter.Number(number)}";
        taken.UnionWith(s_suffixes.Select(suffix => result + suffix));
        return result;
    }

    private static string Shorten(string name)
    {
        var start = 0;
        while (Encoding.UTF8.GetByteCount(name.Substring(start)) > MaximalBytes)
            start++;
        return name.Substring(start).TrimStart('.');
    }
}

/// <summary>What the files of a class begin with.</summary>
/// <param name="Class">Full name of the class.</param>
/// <param name="Prefix">Begin of its hint names.</param>
internal sealed record HintName(string Class, string Prefix);
