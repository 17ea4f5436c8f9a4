using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>The head of a <c>Forward</c> method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Syntax">Its declaration.</param>
/// <param name="Inputs">Its parameters.</param>
/// <param name="OutputNames">Names of the elements of its result, null where one has none; a single null if it returns just a tensor.</param>
internal sealed record ForwardSignature(
    IMethodSymbol Method, MethodDeclarationSyntax Syntax, IReadOnlyList<InputNode> Inputs, IReadOnlyList<string?> OutputNames)
{
    /// <summary>Whether the method returns a tuple.</summary>
    public bool ReturnsTuple => Method.ReturnType.IsTupleType;

    /// <summary>The methods called <c>Forward</c> that <paramref name="type"/> declares itself.</summary>
    public static IReadOnlyList<IMethodSymbol> MethodsOf(INamedTypeSymbol type) =>
        [.. type.GetMembers("Forward").OfType<IMethodSymbol>().Where(static m => m.MethodKind == MethodKind.Ordinary)];

    /// <summary>Reads the head of the only one of <paramref name="methods"/>.</summary>
    /// <returns>Null if there is an error.</returns>
    public static ForwardSignature? Parse(
        INamedTypeSymbol type, IReadOnlyList<IMethodSymbol> methods, Reporter reporter, CancellationToken cancellation)
    {
        var method = methods[methods.Count - 1];
        var problem = method switch
        {
            _ when methods.Count > 1 => "is declared more than once",
            { IsStatic: true } => "can't be static",
            { IsGenericMethod: true } => "can't be generic",
            { IsAsync: true } => "can't be async",
            { Parameters.Length: 0 } => "takes no input",
            _ when !IsTensors(method.ReturnType) => $"returns {method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}",
            _ => null,
        };
        if (problem is not null || method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not MethodDeclarationSyntax syntax)
        {
            reporter.Report(DiagnosticDescriptors.ForwardSignature, method.Locations[0], type.Name, problem ?? "has no body");
            return null;
        }
        var inputs = method.Parameters.Select(p => Input(type, p, reporter, cancellation)).ToArray();
        return inputs.Contains(null) ? null : new(method, syntax, inputs!, OutputsOf(method.ReturnType));
    }

    private static InputNode? Input(INamedTypeSymbol type, IParameterSymbol parameter, Reporter reporter, CancellationToken cancellation)
    {
        if (!parameter.Type.Is("Tensor") || parameter.RefKind != RefKind.None)
        {
            reporter.Report(
                DiagnosticDescriptors.ForwardSignature, parameter.Locations[0], type.Name, $"has a parameter '{parameter.Name}' that is no Tensor");
            return null;
        }
        if (parameter.Attribute("InputAttribute") is { } attribute)
            return InputParser.OfParameter(attribute, parameter.Name, reporter, cancellation);
        reporter.Report(DiagnosticDescriptors.InputMissing, parameter.Locations[0], type.Name, $"'{parameter.Name}'");
        return null;
    }

    private static bool IsTensors(ITypeSymbol type) =>
        type.Is("Tensor") || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(static e => e.Type.Is("Tensor")));

    private static IReadOnlyList<string?> OutputsOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsTupleType: true } tuple
            ? [.. tuple.TupleElements.Select(static e => e.IsExplicitlyNamedTupleElement ? e.Name : null)]
            : [null];
}
