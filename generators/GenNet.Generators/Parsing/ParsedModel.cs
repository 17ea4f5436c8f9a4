using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Parsing;

/// <summary>What <see cref="ModelParser"/> makes of a class: its specification, or what is wrong with it. Structurally equal, without Roslyn types.</summary>
/// <param name="Declaration">How the class was written.</param>
/// <param name="Spec">The model; null if there are errors.</param>
/// <param name="Skeleton">What is written of a wrong model; null if there is nothing that could be.</param>
/// <param name="Diagnostics">What is wrong, in the order of the source.</param>
internal sealed record ParsedModel(
    ClassDeclaration Declaration, ModelSpec? Spec, SkeletonDeclaration? Skeleton, EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>Whether a model among its layers, or among theirs, is itself or one around it.</summary>
    public bool HoldsItself { get; init; }
}
