using System.Collections.Concurrent;
using System.Text.Json;

namespace GenNet.TestSupport;

/// <summary>
/// The files that Keras, TensorFlow and safetensors wrote: <c>tests/Fixtures</c>, or the tree of the same layout that the environment
/// variable <c>GENNET_FIXTURES</c> names. That one may hold only some of the folders. A folder may be a zip of that name.
/// </summary>
public static class FixtureTree
{
    /// <summary>Environment variable that names another tree.</summary>
    public const string Variable = "GENNET_FIXTURES";

    private static readonly Lazy<string> s_root = new(Find);
    private static readonly Lazy<string> s_ownRoot = new(FindOwn);
    private static readonly ConcurrentDictionary<string, Lazy<string>> s_folders = new(StringComparer.Ordinal);

    /// <summary>Whether the variable names another tree than the repository's.</summary>
    public static bool IsGiven => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    /// <summary>The tree's folder.</summary>
    public static string Root => s_root.Value;

    /// <summary>The repository's own tree, whatever the variable names: what GenNet itself wrote lies only there.</summary>
    public static string OwnRoot => s_ownRoot.Value;

    /// <summary>Path of a file or folder in the tree, whether or not it exists.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => PathIn(Root, parts);

    /// <summary>Path of a file or folder in the repository's own tree.</summary>
    public static string OwnPathOf(params ReadOnlySpan<string> parts) => PathIn(OwnRoot, parts);

    /// <summary>Whether the tree has this file or folder.</summary>
    public static bool Has(params ReadOnlySpan<string> parts) => Path.Exists(PathOf(parts));

    /// <summary>A JSON file of the tree.</summary>
    public static JsonElement Json(params ReadOnlySpan<string> parts)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(parts)));
        return document.RootElement.Clone();
    }

    private static string PathIn(string root, ReadOnlySpan<string> parts) =>
        parts.IsEmpty ? root : Path.Combine([s_folders.GetOrAdd(Path.Combine(root, parts[0]), static folder => new(() => FolderOf(folder))).Value, .. parts[1..]]);

    private static string FolderOf(string folder) => !Directory.Exists(folder) && File.Exists($"{folder}.zip") ? PackedFolder.Of($"{folder}.zip") : folder;

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Directory.Exists(named) ? Path.GetFullPath(named) : throw new DirectoryNotFoundException($"{Variable} names {named}, which is no folder.");
        return OwnRoot;
    }

    private static string FindOwn()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var candidate in (string[])[Path.Combine(folder.FullName, "Fixtures"), Path.Combine(folder.FullName, "tests", "Fixtures")])
            {
                if (Directory.Exists(candidate))
                    return candidate;
            }
        }
        throw new DirectoryNotFoundException($"No tests/Fixtures above {AppContext.BaseDirectory}. Set {Variable} to a tree of fixtures.");
    }
}
