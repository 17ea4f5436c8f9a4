using GenNet.Tool.Compilations;

namespace GenNet.Tool.Projects;

/// <summary>The models that a command line means.</summary>
/// <param name="Path">A project, a solution or a folder.</param>
/// <param name="Model">Name of one class, with or without its namespace; null for all.</param>
/// <param name="Compilation">What a target of GenNet has written for its own project, so that MSBuild need not be asked by its own child; null if none has.</param>
internal sealed record ModelSelection(string Path, string? Model, string? Compilation)
{
    /// <summary>How the compiler is called for the projects that use GenNet; all others are passed over.</summary>
    /// <param name="failures">Takes what is wrong with projects that can't be evaluated.</param>
    /// <exception cref="ProjectException">The path is nothing that has projects, or one of them has not been restored.</exception>
    public IReadOnlyList<CompilerCall> Calls(Action<string> failures) =>
        Compilation is null ? GenNetUse.Among(ProjectSelection.Of(Path), failures) : [CompilerCall.Read(Compilation)];

    /// <summary>Whether a model is meant.</summary>
    /// <param name="model">A model of one of the projects.</param>
    public bool Takes(ProjectModel model) => Model is null || model.Spec.ClassName == Model || model.FullName == Model;
}
