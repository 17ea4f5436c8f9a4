using System.Xml;
using Microsoft.VisualStudio.SolutionPersistence.Model;
using Microsoft.VisualStudio.SolutionPersistence.Serializer;

namespace GenNet.Tool.Projects;

/// <summary>The projects that a solution names.</summary>
internal static class SolutionProjects
{
    /// <summary>The paths of a solution's projects, of whatever language; null if the file is no solution.</summary>
    /// <param name="solution">A <c>.sln</c> or <c>.slnx</c> file.</param>
    /// <exception cref="ProjectException">It is a solution that can't be read.</exception>
    public static IReadOnlyList<string>? Read(string solution)
    {
        if (SolutionSerializers.GetSerializerByMoniker(solution) is not { } serializer)
            return null;
        try
        {
            var folder = Path.GetDirectoryName(solution)!;
            var model = serializer.OpenAsync(solution, CancellationToken.None).GetAwaiter().GetResult();
            return [.. model.SolutionProjects.Select(project => Path.GetFullPath(Path.Combine(folder, project.FilePath.Replace('\\', Path.DirectorySeparatorChar))))];
        }
        catch (Exception error) when (error is SolutionException or XmlException)
        {
            throw new ProjectException($"{solution} can't be read: {error.Message}");
        }
    }
}
