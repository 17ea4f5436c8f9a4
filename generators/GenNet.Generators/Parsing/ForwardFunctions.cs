using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Finds the functions that a <c>Forward</c> body may call besides layers: local ones, and methods of the class, each read anew for each call.</summary>
internal sealed class ForwardFunctions(INamedTypeSymbol type, CancellationToken cancellation)
{
    private const int Deepest = 32;

    private readonly Dictionary<string, LocalFunctionStatementSyntax> _local = new(StringComparer.Ordinal);
    private int _depth;

    /// <summary>Whether a call within calls is deeper than any graph needs: a function that calls itself.</summary>
    public bool IsTooDeep => _depth > Deepest;

    /// <summary>Declares a local function.</summary>
    public void Declare(LocalFunctionStatementSyntax function) => _local[function.Identifier.ValueText] = function;

    /// <summary>The function called <paramref name="name"/>; null if there is none that can be read.</summary>
    public ForwardFunction? Find(string name)
    {
        if (_local.TryGetValue(name, out var local))
            return new(local.ParameterList, local.Body, local.ExpressionBody, IsLocal: !local.Modifiers.Any(static modifier => modifier.ValueText == "static"));
        var methods = type.GetMembers(name).OfType<IMethodSymbol>().Where(static method => method is { MethodKind: MethodKind.Ordinary, IsGenericMethod: false, IsAsync: false }).ToArray();
        return methods is [var only] && only.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(cancellation) is MethodDeclarationSyntax method
            ? new(method.ParameterList, method.Body, method.ExpressionBody, IsLocal: false)
            : null;
    }

    /// <summary>Reads a call's body, with what it calls.</summary>
    public T Within<T>(Func<T> body)
    {
        _depth++;
        try
        {
            return body();
        }
        finally
        {
            _depth--;
        }
    }
}

/// <summary>A function that can be read.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Body">Its body; null if it is an expression.</param>
/// <param name="Expression">Its expression.</param>
/// <param name="IsLocal">Whether it sees the variables around it.</param>
internal sealed record ForwardFunction(ParameterListSyntax Parameters, BlockSyntax? Body, ArrowExpressionClauseSyntax? Expression, bool IsLocal);
