using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Naming;
using GenNet.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Where an operation that changed stands in <c>Forward</c>: the constant or argument that is another, else the operator or the operation's name.</summary>
internal static class OperationLocation
{
    /// <summary>The place; null if there is none in the source.</summary>
    public static Location? Of(ChangedOperation operation, INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (ModelParser.OperationLocations(type, cancellation).ElementAtOrDefault(operation.Index) is not { SourceTree: { } tree } location)
            return null;
        var token = tree.GetRoot(cancellation).FindToken(location.SourceSpan.Start);
        return (token.Span == location.SourceSpan ? token.Parent : tree.GetRoot(cancellation).FindNode(location.SourceSpan, getInnermostNodeForTie: true)) switch
        {
            BinaryExpressionSyntax binary => operation.Argument switch
            {
                "x1" => binary.Left.GetLocation(),
                "x2" => binary.Right.GetLocation(),
                _ => location,
            },
            AssignmentExpressionSyntax assignment when operation.Argument == "x2" => assignment.Right.GetLocation(),
            ElementAccessExpressionSyntax slice when operation.Argument is not null => slice.ArgumentList.GetLocation(),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } call => ArgumentOf(call, name.Identifier.ValueText, operation.Argument)?.GetLocation() ?? name.GetLocation(),
            _ => location,
        };
    }

    private static ArgumentSyntax? ArgumentOf(InvocationExpressionSyntax call, string method, string? argument)
    {
        var arguments = call.ArgumentList.Arguments;
        if (argument is null)
            return null;
        if (arguments.FirstOrDefault(given => given.NameColon is { } name && SnakeCase.OfArgument(name.Name.Identifier.ValueText) == argument) is { } named)
            return named;
        var position = OperationCatalog.Find(method)?.Parameters.Select(static parameter => parameter.Name).ToList().IndexOf(argument) ?? -1;
        return position >= 0 && position < arguments.Count && arguments[position].NameColon is null ? arguments[position] : null;
    }
}
