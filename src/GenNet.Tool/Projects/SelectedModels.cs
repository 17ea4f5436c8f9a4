using System.Reflection;
using System.Runtime.CompilerServices;
using GenNet.Tool.Compilations;

namespace GenNet.Tool.Projects;

/// <summary>The projects and models that a command line means, read.</summary>
/// <param name="Projects">The projects that could be read, each with the models that are meant.</param>
/// <param name="AreAllRead">Whether all could be read.</param>
/// <param name="Selection">What was asked for.</param>
internal sealed record SelectedModels(IReadOnlyList<(ModelProject Project, IReadOnlyList<ProjectModel> Models)> Projects, bool AreAllRead, ModelSelection Selection)
{
    /// <summary>All models that are meant.</summary>
    public IEnumerable<ProjectModel> Models => Projects.SelectMany(static project => project.Models);

    /// <summary>Reads them. What is wrong with one project keeps no other from its turn.</summary>
    /// <param name="selection">What is asked for.</param>
    /// <param name="error">Takes what is wrong.</param>
    /// <exception cref="ProjectException">There is nothing to read.</exception>
    public static SelectedModels Read(ModelSelection selection, TextWriter error)
    {
        var areAllRead = true;
        var calls = selection.Calls(Fail);
        var projects = new List<(ModelProject, IReadOnlyList<ProjectModel>)>();
        if (calls.Count == 0)
            return new([], areAllRead, selection);
        SdkRoslyn.Use(calls[0].Roslyn);
        var read = Reader();
        foreach (var project in calls.GroupBy(static call => call.Project))
        {
            try
            {
                CheckTool(project.First());
                var models = read(project);
                projects.Add((models, [.. models.Models.Where(selection.Takes)]));
            }
            catch (Exception failure) when (IsReported(failure))
            {
                Fail(failure.Message);
            }
        }
        return new(projects, areAllRead, selection);

        void Fail(string message)
        {
            areAllRead = false;
            error.WriteLine(message);
        }
    }

    /// <summary>Whether a failure is the user's to mend, and its message says how.</summary>
    public static bool IsReported(Exception failure) => failure is ProjectException or IOException or UnauthorizedAccessException;

    // Apart, since it names types of the compiler's, whose assemblies aren't known before.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Func<IEnumerable<CompilerCall>, ModelProject> Reader()
    {
        var assemblies = new AnalyzerAssemblies();
        return calls => ModelProject.Read(calls, assemblies);
    }

    // A contract is written by the GenNet that reads it in the build.
    private static void CheckTool(CompilerCall call)
    {
        if (!File.Exists(call.Tool))
            return;
        var (own, other) = (typeof(SelectedModels).Assembly.GetName().Version, AssemblyName.GetAssemblyName(call.Tool).Version);
        if (own != other)
            throw new ProjectException($"{call.Project} uses GenNet {other?.ToString(3)}, and this is GenNet.Tool {own?.ToString(3)}: update one of them, or use the targets of the package, as 'dotnet build -t:GenNetAccept'.");
    }
}
