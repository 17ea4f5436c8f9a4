using GenNet.Contracts;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Tool.Projects;

/// <summary>A model of a project, and its weight contract.</summary>
/// <param name="Spec">The model.</param>
/// <param name="Now">The model as a contract has it.</param>
/// <param name="ContractPath">Path of its contract, or where one is to be written.</param>
/// <param name="Declarations">The parts of its class.</param>
/// <param name="Parsed">What was read of its contract; null if it has none.</param>
/// <param name="Former">A contract that is likely to have been its own under a former name; null if there is none, or it has one.</param>
internal sealed record ProjectModel(ModelSpec Spec, ContractVersion Now, string ContractPath, IReadOnlyList<Location> Declarations, ContractParseResult? Parsed, ContractFile? Former)
{
    /// <summary>Its name with namespace and containing types.</summary>
    public string FullName => Spec.FullName;

    /// <summary>Length of the smallest part of its class that holds a place; null if none does.</summary>
    public int? LengthAround(Location place) => Declarations
        .Where(part => part.SourceTree?.FilePath == place.GetLineSpan().Path && part.SourceSpan.Contains(place.SourceSpan)).Min(static part => (int?)part.SourceSpan.Length);

    /// <summary>What is wrong with the text of its contract, and where; null if nothing is.</summary>
    public string? ContractProblem => Parsed?.Error is { } error ? $"{ContractPath}({error.Line},{error.Column}): {error.Message}" : null;

    /// <summary>The contract so far; null if there is none.</summary>
    /// <exception cref="ProjectException">Its text is wrong.</exception>
    public WeightContract? ReadContract() => ContractProblem is { } problem ? throw new ProjectException(problem) : Parsed?.Contract;
}
