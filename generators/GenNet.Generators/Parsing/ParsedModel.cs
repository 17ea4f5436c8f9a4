using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>What <see cref="ModelParser"/> makes of a class: its specification, or what is wrong with it.</summary>
/// <param name="Declaration">How the class was written; null if no part of it can be generated.</param>
/// <param name="Spec">The model; null if there are errors.</param>
/// <param name="Diagnostics">What is wrong, in the order of the source.</param>
internal sealed record ParsedModel(ClassDeclaration? Declaration, ModelSpec? Spec, IReadOnlyList<Diagnostic> Diagnostics);
