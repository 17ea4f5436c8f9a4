using GenNet.Tool.Projects;

namespace GenNet.Tool.Compilations;

/// <summary>How MSBuild calls the compiler for a project: what target <c>GenNetCompilation</c> of GenNet.targets writes.</summary>
/// <param name="Project">Full path of the project.</param>
/// <param name="Framework">Its target framework, such as <c>net10.0</c>.</param>
/// <param name="Roslyn">Folder of the compiler's assemblies: those of the SDK that builds the project.</param>
/// <param name="Tool">The tool of the GenNet package that the project references.</param>
/// <param name="Arguments">The compiler's command line.</param>
internal sealed record CompilerCall(string Project, string Framework, string Roslyn, string Tool, IReadOnlyList<string> Arguments)
{
    private const string ArgumentKey = "argument";

    /// <summary>The project's folder, which paths are relative to.</summary>
    public string Folder => Path.GetDirectoryName(Project)!;

    /// <summary>Reads the file that the target has written.</summary>
    /// <exception cref="ProjectException">It is no such file.</exception>
    public static CompilerCall Read(string file)
    {
        var lines = File.ReadAllLines(file)
            .Select(static line => line.Split('=', 2))
            .Where(static parts => parts.Length == 2)
            .ToLookup(static parts => parts[0], static parts => parts[1]);
        return new(Single("project"), Single("framework"), Single("roslyn"), Single("tool"), [.. lines[ArgumentKey]]);

        string Single(string key) => lines[key].FirstOrDefault() ?? throw new ProjectException($"'{file}' is not what GenNet.targets writes: it has no '{key}'.");
    }
}
