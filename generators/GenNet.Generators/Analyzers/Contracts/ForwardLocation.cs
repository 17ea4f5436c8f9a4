using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Where a change of the graph stands in <c>Forward</c>.</summary>
internal static class ForwardLocation
{
    /// <summary>The argument that a layer is called with instead of another, or all arguments of the first call that takes something else; null without a <c>Forward</c> that calls it so.</summary>
    /// <param name="place">The layer's property.</param>
    /// <param name="change">What changed of it.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static Location? OfCall(LayerPlace place, ContractChange change, CancellationToken cancellation)
    {
        var (old, now) = (change.Old!.Calls, change.New!.Calls);
        var changed = Enumerable.Range(0, now.Count).FirstOrDefault(i => i >= old.Count || old[i] != now[i]);
        var calls = SyntaxOf(place.Type, cancellation)?.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => IsOf(call, place.Property.Name, place.Element)).ToArray() ?? [];
        // A loop calls it several times in one place.
        if (calls.ElementAtOrDefault(Math.Min(changed, calls.Length - 1)) is not { } call)
            return null;
        var arguments = call.ArgumentList.Arguments;
        if (changed >= old.Count || old[changed].Count != now[changed].Count || arguments.Count != now[changed].Count)
            return arguments.Count == 1 ? arguments[0].GetLocation() : call.ArgumentList.GetLocation();
        var others = Enumerable.Range(0, arguments.Count).Where(i => old[changed][i] != now[changed][i]).ToArray();
        return others.Length == 1 ? arguments[others[0]].GetLocation() : call.ArgumentList.GetLocation();
    }

    /// <summary>What the calls of a layer say besides their inputs, of the first that says it; null if none does.</summary>
    /// <param name="type">The class.</param>
    /// <param name="property">The layer's property.</param>
    /// <param name="argument">Keras' name of the argument.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static Location? OfCallArgument(INamedTypeSymbol type, string property, string argument, CancellationToken cancellation) =>
        SyntaxOf(type, cancellation)?.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => IsOf(call, property, null)).SelectMany(static call => call.ArgumentList.Arguments)
            .FirstOrDefault(given => given.NameColon is { } name && SnakeCase.OfArgument(name.Name.Identifier.ValueText) == argument)?.GetLocation();

    /// <summary>What <c>Forward</c> returns; null without one.</summary>
    public static Location? OfResult(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var syntax = SyntaxOf(type, cancellation);
        var returned = syntax?.ExpressionBody?.Expression ?? syntax?.DescendantNodes().OfType<ReturnStatementSyntax>().LastOrDefault()?.Expression;
        return returned?.GetLocation();
    }

    private static MethodDeclarationSyntax? SyntaxOf(INamedTypeSymbol type, CancellationToken cancellation) =>
        ForwardSignature.MethodsOf(type).FirstOrDefault()?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as MethodDeclarationSyntax;

    private static bool IsOf(InvocationExpressionSyntax call, string property, int? element) => call.Expression is MemberAccessExpressionSyntax { Expression: var layer } && layer switch
    {
        ElementAccessExpressionSyntax { Expression: var list, ArgumentList.Arguments: [{ Expression: var index }] } =>
            IsProperty(list, property) && (element is null || index is not LiteralExpressionSyntax { Token.Value: int number } || number == element),
        IdentifierNameSyntax name when name.Identifier.ValueText != property => name.Ancestors().OfType<ForEachStatementSyntax>()
            .FirstOrDefault(loop => loop.Identifier.ValueText == name.Identifier.ValueText) is { } loop && loop.Expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(list => IsProperty(list, property)),
        _ => IsProperty(layer, property),
    };

    private static bool IsProperty(ExpressionSyntax expression, string property) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == property,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } member => member.Name.Identifier.ValueText == property,
        _ => false,
    };
}
