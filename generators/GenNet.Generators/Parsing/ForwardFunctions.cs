using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Calls of functions in a <c>Forward</c> body: local ones, and methods of the class, each read anew for each call with what it is given: tensors, layers, and numbers that are known.</summary>
internal sealed class ForwardFunctions(
    INamedTypeSymbol type, ForwardScope scope, ForwardNumbers numbers, ForwardExpressions expressions, ForwardErrors errors, CancellationToken cancellation)
{
    private const int Deepest = 32;
    private const string Takes = "a function that Forward calls takes tensors, layers and numbers that are known at build time, each by value";

    /// <summary>Reads a body, and says what it returns; set by the parser of statements.</summary>
    public Func<ForwardFunction, IReadOnlyDictionary<string, ForwardValue>, SyntaxNode, IReadOnlyList<int>>? Read { get; set; }

    /// <summary>The function that <paramref name="called"/> names; null if there is none that can be read.</summary>
    public ForwardFunction? Find(ExpressionSyntax called) => called switch
    {
        IdentifierNameSyntax name when scope.IsDeclared(name.Identifier.ValueText) => null,
        IdentifierNameSyntax name => scope.TryGetFunction(name.Identifier.ValueText) ?? Method(name.Identifier.ValueText),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => Method(name.Identifier.ValueText),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var own }, Name: IdentifierNameSyntax name } when own == type.Name && !scope.IsDeclared(own) => Method(name.Identifier.ValueText),
        _ => null,
    };

    /// <summary>What a call of <paramref name="function"/> returns.</summary>
    public IReadOnlyList<int> Call(ForwardFunction function, InvocationExpressionSyntax call)
    {
        if (scope.Depth > Deepest)
            return [errors.Refuse(call, "it calls itself, and a model's graph has an end")];
        var (parameters, given) = (function.Parameters.Parameters, new Dictionary<string, ForwardValue>(StringComparer.Ordinal));
        for (var i = 0; i < call.ArgumentList.Arguments.Count; i++)
        {
            var argument = call.ArgumentList.Arguments[i];
            var name = argument.NameColon?.Name.Identifier.ValueText ?? (i < parameters.Count ? parameters[i].Identifier.ValueText : "");
            if (parameters.FirstOrDefault(parameter => parameter.Identifier.ValueText == name) is not { } parameter)
                return [errors.Refuse(argument, "there is no parameter for it")];
            if (!argument.RefKindKeyword.IsKind(SyntaxKind.None) || ValueOf(parameter, argument.Expression) is not { } value)
                return [errors.Refuse(argument, Takes)];
            given[name] = value;
        }
        foreach (var parameter in parameters.Where(parameter => !given.ContainsKey(parameter.Identifier.ValueText)))
        {
            if (parameter.Default is not { Value: var @default } || ValueOf(parameter, @default) is not { } value)
                return [errors.Refuse(call, Takes)];
            given[parameter.Identifier.ValueText] = value;
        }
        return Read!(function, given, call);
    }

    private ForwardFunction? Method(string name)
    {
        var methods = type.GetMembers(name).OfType<IMethodSymbol>().Where(static method => method is { MethodKind: MethodKind.Ordinary, IsGenericMethod: false, IsAsync: false }).ToArray();
        return methods is [{ DeclaringSyntaxReferences: [var reference] }] && reference.GetSyntax(cancellation) is MethodDeclarationSyntax method
            ? new(method.ParameterList, method.Body, method.ExpressionBody, DeclaredIn: null)
            : null;
    }

    // Null for what a graph can't be made of.
    private ForwardValue? ValueOf(ParameterSyntax parameter, ExpressionSyntax argument) => parameter switch
    {
        { Modifiers.Count: > 0 } => null,
        { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.IntKeyword or (int)SyntaxKind.LongKeyword } } => numbers.Read(argument) is { IsInteger: true } whole ? new() { Number = whole } : null,
        { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.DoubleKeyword or (int)SyntaxKind.FloatKeyword } } =>
            numbers.Read(argument) is { } number ? new() { Number = number with { IsInteger = false } } : null,
        { Type: PredefinedTypeSyntax or null } => null,
        { Type: { } declared } when NameOf(declared) == "Tensor" => new() { Tensor = expressions.Value(argument) },
        _ => expressions.LayerOf(argument) is { } layer ? new() { Layer = layer } : null,
    };

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}

/// <summary>A function that can be read.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Body">Its body; null if it is an expression.</param>
/// <param name="Expression">Its expression.</param>
/// <param name="DeclaredIn">Which of the functions being read declares it and lends it its variables; null for a method, and a local function that is static.</param>
internal sealed record ForwardFunction(ParameterListSyntax Parameters, BlockSyntax? Body, ArrowExpressionClauseSyntax? Expression, int? DeclaredIn);
