using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators;

/// <summary>
/// The generators' first step: classes with <c>[Model]</c>, parsed, each as a whole and for the part that has its (first) <c>[Model]</c>. Roslyn's own step for attributes binds those of every class anew at
/// every keystroke, which costs more than all the rest.
/// </summary>
internal static class ModelSteps
{
    /// <summary>The models.</summary>
    public static IncrementalValuesProvider<ParsedModel> Models(IncrementalGeneratorInitializationContext context) => context.SyntaxProvider
        .CreateSyntaxProvider(static (node, _) => KnownModels.IsCandidate(node), static (context, _) => (TypeDeclarationSyntax)context.Node)
        .Combine(context.CompilationProvider)
        .Select(static (pair, cancellation) => KnownModels.BeforeGeneration.Of(pair.Left, pair.Right, cancellation))
        .Where(static model => model is not null)
        .Select(static (model, _) => model!);
}
