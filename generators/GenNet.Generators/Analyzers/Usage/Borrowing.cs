using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>What lends memory, what hands it on, and what only asks for its size.</summary>
internal static class Borrowing
{
    /// <summary>Whether a model answers in memory of its own: the <c>Predict</c> that returns a <c>Prediction</c>.</summary>
    public static bool IsPredict(IInvocationOperation invocation) =>
        invocation.TargetMethod is { Name: "Predict", IsStatic: false, ContainingType: { } model } method
        && IsModel(model) && IsPrediction(method.ReturnType);

    /// <summary>Whether a variable of <paramref name="type"/> may hold borrowed memory.</summary>
    public static bool MayHold(ITypeSymbol? type) => IsSpan(type) || IsEnumerator(type) || IsPrediction(type);

    /// <summary>Whether <paramref name="member"/> only looks at sizes, or goes on to the next value without reading it.</summary>
    public static bool OnlyMeasures(ISymbol member) => member.Name is "Rows" or "Length" or "IsEmpty" or "MoveNext";

    /// <summary>Whether <paramref name="type"/> is a model's class.</summary>
    public static bool IsModel(ITypeSymbol? type) => type is not null && (type.DerivesFrom("Model") || type.Attribute("ModelAttribute") is not null);

    private static bool IsPrediction(ITypeSymbol? type) => type is { Name: "Prediction", IsRefLikeType: true, ContainingType: { } model } && IsModel(model);

    // What foreach goes through a span with: it reads on, value by value.
    private static bool IsEnumerator(ITypeSymbol? type) => type is { Name: "Enumerator", ContainingType: { } span } && IsSpan(span);

    private static bool IsSpan(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
