using System.Text.RegularExpressions;

namespace GenNet.Tool.Headers;

/// <summary>The files that make up a project, as far as their text tells: itself, <c>Directory.Build.props</c> and the like, and what these import by a path that holds no property of their own.</summary>
internal static partial class ImportedFiles
{
    /// <summary>All of them, each once.</summary>
    /// <param name="project">The project.</param>
    /// <param name="others">Files that MSBuild imports by itself; one that isn't there is passed over.</param>
    public static IReadOnlyList<GuardingItems> Of(string project, IEnumerable<string> others)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<GuardingItems>();
        foreach (var file in others.Prepend(project))
            Add(file);
        return found;

        void Add(string file)
        {
            if (!met.Add(file) || GuardingItems.Of(file) is not { } items)
                return;
            found.Add(items);
            foreach (var import in items.Root.Descendants().Where(static element => element.Name.LocalName == "Import" && !element.AncestorsAndSelf().Any(static around => around.Attribute("Condition") is not null)))
            {
                if (import.Attribute("Project")?.Value is { } path && import.Attribute("Sdk") is null && Resolve(path, file, project) is { } resolved)
                    Add(resolved);
            }
        }
    }

    /// <summary>A text with what it says of folders put in; null if it has other properties.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file that it stands in.</param>
    /// <param name="project">The project.</param>
    public static string? WithFolders(string text, string file, string project)
    {
        var written = text
            .Replace("$(MSBuildThisFileDirectory)", Path.GetDirectoryName(file) + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase)
            .Replace("$(MSBuildProjectDirectory)", Path.GetDirectoryName(project), StringComparison.OrdinalIgnoreCase);
        return written.Contains("$(", StringComparison.Ordinal) || written.Contains("@(", StringComparison.Ordinal) ? null : written;
    }

    private static string? Resolve(string path, string file, string project)
    {
        if (FileAbove().Match(path) is { Success: true } above)
            return Above(above.Groups["name"].Value, Path.GetDirectoryName(Path.GetDirectoryName(file)));
        return WithFolders(path, file, project)?.Replace('\\', Path.DirectorySeparatorChar) is { } written && !written.Contains('*', StringComparison.Ordinal)
            ? Path.GetFullPath(written, Path.GetDirectoryName(file)!)
            : null;
    }

    private static string? Above(string name, string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, name)))
                return Path.Combine(folder, name);
        }
        return null;
    }

    // As the documentation of MSBuild has it: the file of that name in the nearest folder above.
    [GeneratedRegex(@"\[MSBuild\]::GetPathOfFileAbove\(\s*'?(?<name>[^',]+?)'?\s*,\s*'\$\(MSBuildThisFileDirectory\)\.\./?'\s*\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FileAbove();
}
