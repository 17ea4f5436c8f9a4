namespace GenNet.Tool.Projects;

/// <summary>The models that a command line means.</summary>
/// <param name="Path">A project, a solution or a folder.</param>
/// <param name="Model">Name of one class, with or without its namespace; null for all.</param>
/// <param name="InBuild">Whether a target of GenNet names its own project.</param>
internal sealed record ModelSelection(string Path, string? Model, bool InBuild)
{
    /// <summary>The projects that use GenNet; all others are passed over.</summary>
    /// <exception cref="ProjectException">The path is nothing that has projects, or one of them can't be evaluated.</exception>
    public IReadOnlyList<string> Projects() => ProjectSelection.Of(Path) is var projects && InBuild ? projects : GenNetUse.Among(projects);

    /// <summary>Whether a model is meant.</summary>
    /// <param name="model">A model of one of the projects.</param>
    public bool Takes(ProjectModel model) => Model is null || model.Spec.ClassName == Model || model.Spec.FullName == Model;
}
