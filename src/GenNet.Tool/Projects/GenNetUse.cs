using GenNet.Tool.Compilations;

namespace GenNet.Tool.Projects;

/// <summary>Which projects use GenNet, and how the compiler is called for them: MSBuild tells. Nothing is restored, and only what they reference is built.</summary>
internal static class GenNetUse
{
    private const string Compilation = "compilation ";
    private const string Unrestored = "unrestored ";

    /// <summary>How the compiler is called for those of <paramref name="projects"/> that reference GenNet, once for each of their target frameworks.</summary>
    /// <param name="projects">Paths of C# projects.</param>
    /// <param name="failures">Takes what MSBuild says of projects that can't be evaluated, or whose references can't be built.</param>
    /// <exception cref="ProjectException">One has not been restored, so that what it references isn't known.</exception>
    public static IReadOnlyList<CompilerCall> Among(IReadOnlyList<string> projects, Action<string> failures)
    {
        if (projects.FirstOrDefault(static project => !File.Exists(project)) is { } missing)
            throw new ProjectException($"There is no project '{missing}'.");
        var folder = Directory.CreateTempSubdirectory("gennet-use-");
        try
        {
            var (candidates, use) = (Path.Combine(folder.FullName, "candidates"), Path.Combine(folder.FullName, "use"));
            File.WriteAllLines(candidates, projects);
            RunMSBuild(failures, $"-p:GenNetCandidatesFile={candidates}", $"-p:GenNetUseFile={use}");
            var told = File.Exists(use) ? File.ReadAllLines(use) : [];
            var unrestored = Paths(told, Unrestored);
            if (unrestored.Count > 0)
                throw new ProjectException($"Run 'dotnet restore' first, so that it is known which projects use GenNet; not restored: {string.Join(", ", unrestored.Order(StringComparer.Ordinal))}.");
            var calls = Paths(told, Compilation).Select(CompilerCall.Read).ToLookup(static call => call.Project);
            return [.. projects.Distinct(StringComparer.Ordinal).SelectMany(project => calls[project])];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static HashSet<string> Paths(string[] lines, string kind) =>
        [.. lines.Where(line => line.StartsWith(kind, StringComparison.Ordinal)).Select(line => line[kind.Length..])];

    private static void RunMSBuild(Action<string> failures, params string[] properties)
    {
        var run = MSBuildRun.Of([Path.Combine(AppContext.BaseDirectory, "Projects", "GenNetUse.proj"), "-v:quiet", "-clp:ErrorsOnly;NoSummary", "-m", "-nodeReuse:false", .. properties]);
        if (!run.IsWell)
            failures($"MSBuild can't tell how all these projects are compiled:{Environment.NewLine}{run.Text}");
    }
}
