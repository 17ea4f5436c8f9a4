namespace GenNet.Tool.Projects;

/// <summary>The C# projects that a path on the command line means.</summary>
internal static class ProjectSelection
{
    private const string ProjectExtension = ".csproj";

    /// <summary>The project files of <paramref name="path"/>, in order.</summary>
    /// <param name="path">A project, a solution (<c>.sln</c>, <c>.slnx</c>), or a folder: all projects in it and below.</param>
    /// <exception cref="ProjectException">There is no such file or folder, or it is nothing of these.</exception>
    public static IReadOnlyList<string> Of(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            var below = ProjectsBelow(full).ToArray();
            return below.Length > 0 ? below : throw new ProjectException($"'{path}' holds no C# project, nor does a folder below it.");
        }
        if (!File.Exists(full))
            throw new ProjectException($"There is no project, solution or folder '{path}'.");
        if (IsProject(full))
            return [full];
        return SolutionProjects.Read(full) is { } projects
            ? [.. projects.Where(IsProject)]
            : throw new ProjectException($"'{path}' is no C# project or solution: name a .csproj, .sln or .slnx file, or a folder.");
    }

    private static bool IsProject(string file) => Path.GetExtension(file).Equals(ProjectExtension, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> ProjectsBelow(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(IsProject).Order(StringComparer.Ordinal))
            yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(inner) is "bin" or "obj" || Path.GetFileName(inner).StartsWith('.'))
                continue;
            foreach (var file in ProjectsBelow(inner))
                yield return file;
        }
    }
}
