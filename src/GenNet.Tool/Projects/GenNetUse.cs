using System.Diagnostics;

namespace GenNet.Tool.Projects;

/// <summary>Which projects use GenNet: MSBuild evaluates them and tells. Nothing is restored or built.</summary>
internal static class GenNetUse
{
    private const string Uses = "uses ";
    private const string Unrestored = "unrestored ";

    /// <summary>Those of <paramref name="projects"/> that reference GenNet, in their order.</summary>
    /// <param name="projects">Paths of C# projects.</param>
    /// <exception cref="ProjectException">One can't be evaluated, or has not been restored, so that what it references isn't known.</exception>
    public static IReadOnlyList<string> Among(IReadOnlyList<string> projects)
    {
        if (projects.FirstOrDefault(static project => !File.Exists(project)) is { } missing)
            throw new ProjectException($"There is no project '{missing}'.");
        var folder = Directory.CreateTempSubdirectory("gennet-use-");
        try
        {
            var (candidates, use) = (Path.Combine(folder.FullName, "candidates"), Path.Combine(folder.FullName, "use"));
            File.WriteAllLines(candidates, projects);
            RunMSBuild($"-p:GenNetCandidatesFile={candidates}", $"-p:GenNetUseFile={use}");
            var told = File.ReadAllLines(use);
            var unrestored = Paths(told, Unrestored);
            if (unrestored.Count > 0)
                throw new ProjectException($"Run 'dotnet restore' first, so that it is known which projects use GenNet; not restored: {string.Join(", ", unrestored.Order(StringComparer.Ordinal))}.");
            var users = Paths(told, Uses);
            return [.. projects.Where(users.Contains)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static HashSet<string> Paths(string[] lines, string kind) =>
        [.. lines.Where(line => line.StartsWith(kind, StringComparison.Ordinal)).Select(line => line[kind.Length..])];

    private static void RunMSBuild(params string[] properties)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
        var start = new ProcessStartInfo(dotnet, ["msbuild", Path.Combine(AppContext.BaseDirectory, "Projects", "GenNetUse.proj"), "-nologo", "-v:quiet", "-m", "-nodeReuse:false", .. properties])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new ProjectException($"'{dotnet}' did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new ProjectException($"MSBuild can't tell which projects use GenNet:{Environment.NewLine}{(output + error.GetAwaiter().GetResult()).Trim()}");
    }
}
