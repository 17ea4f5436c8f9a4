using System.Text.RegularExpressions;

namespace GenNet.Weights.TensorFlow;

/// <summary>What paths of checkpoints mean: TensorFlow names one by what its files' names begin with, <c>dir/weights</c>, or by its folder.</summary>
internal static partial class CheckpointPaths
{
    /// <summary>How the name of an index ends.</summary>
    public const string IndexSuffix = ".index";

    /// <summary>The text file in which TensorFlow notes what it saved last in a folder.</summary>
    public const string StateFile = "checkpoint";

    private const string Variables = "variables";

    /// <summary>The file that <paramref name="path"/> means: itself if there is one, else the index of the checkpoint that is called so or lies in that folder. The path itself where there is none.</summary>
    public static string FileOf(string path)
    {
        if (File.Exists(path))
            return IndexOfPart(path) ?? path;
        if (!path.EndsWith(Path.DirectorySeparatorChar) && !path.EndsWith(Path.AltDirectorySeparatorChar) && File.Exists(path + IndexSuffix))
            return path + IndexSuffix;
        return Directory.Exists(path) ? InFolder(path) ?? path : path;
    }

    /// <summary>What the names of a checkpoint's files begin with, by the name of its index.</summary>
    public static string PrefixOf(string index)
    {
        if (index.EndsWith(IndexSuffix, StringComparison.OrdinalIgnoreCase))
            return index[..^IndexSuffix.Length];
        // An index of another name: the data files tell.
        return Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(index))) && HasData(index) ? index : Path.ChangeExtension(index, null);
    }

    private static bool HasData(string prefix) => Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(prefix))!, Path.GetFileName(prefix) + ".data-*").Any();

    // A data file, or the graph of a SavedModel, tells nothing by its content.
    private static string? IndexOfPart(string path)
    {
        if (DataFile().Match(path) is { Success: true } data && File.Exists(data.Groups[1].Value + IndexSuffix))
            return data.Groups[1].Value + IndexSuffix;
        return Path.GetFileName(path) is "saved_model.pb" && Path.Join(Path.GetDirectoryName(path), Variables, Variables + IndexSuffix) is var index && File.Exists(index) ? index : null;
    }

    private static string? InFolder(string folder)
    {
        foreach (var file in (string[])[Path.Join(folder, StateFile), Path.Join(folder, Variables, Variables + IndexSuffix), Path.Join(folder, Variables + IndexSuffix)])
        {
            if (File.Exists(file))
                return file;
        }
        return Directory.EnumerateFiles(folder, "*" + IndexSuffix).Take(2).ToArray() is [var only] ? only : null;
    }

    [GeneratedRegex(@"^(.*)\.data-\d{5,}-of-\d{5,}$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex DataFile();
}
