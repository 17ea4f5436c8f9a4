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

    /// <summary>The method's name.</summary>
    public const string Name = "Forward";

    private const string Declare = "declare it as 'private Tensor Forward([Input(…)] Tensor input)', or with several inputs and a tuple of named outputs";

    /// <summary>The methods called <c>Forward</c> that the user wrote in <paramref name="type"/>; analyzers see a generated one beside them.</summary>
    public static IReadOnlyList<IMethodSymbol> MethodsOf(INamedTypeSymbol type) =>
        [.. type.GetMembers(Name).OfType<IMethodSymbol>().Where(static m => m.MethodKind == MethodKind.Ordinary && !m.IsGenerated())];

    /// <summary>Reads the head of the only one of <paramref name="methods"/>.</summary>
    /// <returns>Null if there is an error.</returns>
    public static ForwardSignature? Parse(
        INamedTypeSymbol type, IReadOnlyList<IMethodSymbol> methods, Reporter reporter, CancellationToken cancellation)
    {
        var method = methods[methods.Count - 1];
        if (methods.Count > 1)
        {
            reporter.Report(DiagnosticDescriptors.ForwardSignature, method.Locations[0], type.Name, "is declared more than once", "keep the one that is the graph");
            return null;
        }
        var problem = method switch
        {
            { IsStatic: true } => "can't be static",
            { IsGenericMethod: true } => "can't be generic",
            { IsAsync: true } => "can't be async",
            { Parameters.Length: 0 } => "takes no input",
            { RefKind: not RefKind.None } => "returns a reference",
            _ when !IsTensors(method.ReturnType) => $"returns {Describe(method.ReturnType)}",
            _ => null,
        };
        var body = method.PartialImplementationPart ?? method;
        if (problem is not null || body.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not MethodDeclarationSyntax syntax || (syntax.Body is null && syntax.ExpressionBody is null))
        {
            reporter.Report(DiagnosticDescriptors.ForwardSignature, method.Locations[0], type.Name, problem ?? "has no body", Declare);
            return null;
        }
        var inputs = method.Parameters.Select(p => Input(type, p, reporter, cancellation)).ToArray();
        if (inputs.Contains(null) || !InputParser.CheckLengths(inputs!, method, reporter, cancellation))
            return null;
        return new(method, syntax, inputs!, OutputsOf(method.ReturnType));
    }

    /// <summary>Whether a model can return <paramref name="type"/>: a tensor, or a tuple of tensors.</summary>
    public static bool IsTensors(ITypeSymbol type) =>
        type.Is("Tensor") || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(static e => e.Type.Is("Tensor")));

    private static InputNode? Input(INamedTypeSymbol type, IParameterSymbol parameter, Reporter reporter, CancellationToken cancellation)
    {
        if (!parameter.Type.Is("Tensor") || parameter.RefKind != RefKind.None)
        {
            reporter.Report(
                DiagnosticDescriptors.ForwardSignature,
                parameter.Locations[0],
                type.Name,
                parameter.RefKind == RefKind.None ? $"has a parameter '{parameter.Name}' of type {Describe(parameter.Type)}" : $"has a parameter '{parameter.Name}' that is a reference",
                Declare);
            return null;
        }
        if (parameter.Attribute("InputAttribute") is { } attribute)
            return InputParser.OfParameter(attribute, parameter.Name, reporter, cancellation);
        reporter.Report(DiagnosticDescriptors.InputMissing, parameter.Locations[0], type.Name, $"'{parameter.Name}'", TypeNames.AttributeFor(parameter, "Input"));
        return null;
    }

    // Of a tuple, the first element that is no tensor tells most.
    private static string Describe(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.FirstOrDefault(static e => !e.Type.Is("Tensor")) is { } element)
            return Describe(element.Type);
        var (expected, actual) = TypeNames.Distinct("Tensor", type);
        return expected.Contains('.') ? $"{actual}, which is not {expected}" : actual;
    }

    private static IReadOnlyList<string?> OutputsOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsTupleType: true } tuple
            ? [.. tuple.TupleElements.Select(static e => e.IsExplicitlyNamedTupleElement ? e.Name : null)]
            : [null];
}
