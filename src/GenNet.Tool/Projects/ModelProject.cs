using GenNet.Generators.Analyzers.Contracts;
using GenNet.Contracts;
using GenNet.Tool.Compilations;
using Microsoft.CodeAnalysis;

namespace GenNet.Tool.Projects;

/// <summary>The models of a C# project: those of all its target frameworks.</summary>
internal sealed class ModelProject
{
    private readonly IReadOnlyList<ProjectCompilation> _frameworks;

    private ModelProject(IReadOnlyList<ProjectCompilation> frameworks, IReadOnlyList<ProjectModel> models) => (_frameworks, Models) = (frameworks, models);

    /// <summary>Its models, in the order of their names.</summary>
    public IReadOnlyList<ProjectModel> Models { get; }

    /// <summary>Contracts that no class of it is likely to be of.</summary>
    public IEnumerable<ContractFile> Lost => _frameworks.SelectMany(static framework => framework.Contracts.Lost).DistinctBy(static file => file.Path);

    /// <summary>The contract of class <paramref name="model"/>, be that one of the project or not; null if there is none.</summary>
    public ContractFile? ContractOf(string model) =>
        _frameworks.SelectMany(static framework => framework.Contracts.Lookup.Files).FirstOrDefault(file => file.Parsed.Contract?.Model == model);

    /// <summary>Compiles a project for each of its target frameworks.</summary>
    /// <param name="calls">How the compiler is called for it, once for each framework.</param>
    /// <param name="assemblies">Loads its generators.</param>
    /// <exception cref="ProjectException">Its models have errors, or one differs between frameworks.</exception>
    public static ModelProject Read(IEnumerable<CompilerCall> calls, AnalyzerAssemblies assemblies)
    {
        ProjectCompilation[] frameworks = [.. calls.Select(call => ProjectCompilation.Of(call, assemblies))];
        if (frameworks.SelectMany(static framework => framework.Errors).Distinct().ToArray() is { Length: > 0 } errors)
            throw new ProjectException(string.Join(Environment.NewLine, errors));
        var models = frameworks.SelectMany(static framework => framework.Models().Select(model => (Model: model, framework.Call.Framework))).GroupBy(static pair => pair.Model.FullName);
        return new(frameworks, [.. models.OrderBy(static model => model.Key, StringComparer.Ordinal).Select(static model => Same([.. model]))]);
    }

    /// <summary>What the build reports of its models and their weights.</summary>
    public async Task<IReadOnlyList<Diagnostic>> WeightDiagnostics()
    {
        var found = new List<Diagnostic>();
        foreach (var framework in _frameworks)
            found.AddRange(await framework.WeightDiagnostics().ConfigureAwait(false));
        return [.. found.DistinctBy(static diagnostic => diagnostic.ToString())];
    }

    private static ProjectModel Same(IReadOnlyList<(ProjectModel Model, string Framework)> model)
    {
        var (first, framework) = model[0];
        if (model.FirstOrDefault(other => !other.Model.Now.HasSameBody(first.Now)) is not { Model: { } other, Framework: var otherFramework })
            return first;
        var change = ContractDiff.Compare(first.Now, other.Now).FirstOrDefault();
        throw new ProjectException(
            $"{first.FullName} is one model for {framework} and another for {otherFramework}{(change is null ? "" : $" ({change.Layer} {change.Text})")}, and a weight contract holds one: give them classes of their own.");
    }
}
