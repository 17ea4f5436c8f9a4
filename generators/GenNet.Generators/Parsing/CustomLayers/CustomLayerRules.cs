using GenNet.Generators.Diagnostics;
using GenNet.Naming;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>The form of a user's layer class.</summary>
internal static class CustomLayerRules
{
    private static readonly string[] s_nested = ["Arguments", "ForwardPass", "BackwardPass"];

    /// <summary>Whether the class has a method that is called for gradients.</summary>
    public static bool HasBackward(INamedTypeSymbol layer) => layer.GetMembers("Backward").OfType<IMethodSymbol>().Any(IsKernel);

    /// <summary>Reports what keeps the layer's code from being called.</summary>
    public static void Check(INamedTypeSymbol layer, Reporter reporter, CancellationToken cancellation)
    {
        var problem = layer switch
        {
            { IsGenericType: true } => "can't be generic, or nested in a generic type: make what differs an argument",
            { IsAbstract: true } => "can't be abstract",
            { IsFileLocal: true } => "can't be file-local, as generated code names it",
            _ when !ClassParser.CanBeExtended(layer, cancellation) => "must be partial, as are the types around it: GenNet writes its other part",
            _ when layer.InstanceConstructors.Any(static c => !c.IsImplicitlyDeclared) => "has a constructor, and models make layers by the one that GenNet writes: take it away",
            _ when s_nested.FirstOrDefault(name => layer.GetMembers(name).Any()) is { } taken => $"has a member called '{taken}', as a type that GenNet writes into it: rename it",
            _ => null,
        };
        if (problem is not null)
            Report(layer, problem, reporter, cancellation);
        CheckMethod(layer, "Forward", isRequired: true, reporter, cancellation);
        CheckMethod(layer, "Backward", isRequired: false, reporter, cancellation);
    }

    /// <summary>Reports something of the class as a whole.</summary>
    public static void Report(INamedTypeSymbol layer, string problem, Reporter reporter, CancellationToken cancellation) => reporter.Report(
        DiagnosticDescriptors.CustomLayerForm,
        (layer.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<ClassDeclarationSyntax>().FirstOrDefault(static c => c.BaseList is not null))?.Identifier.GetLocation() ?? layer.Locations.FirstOrDefault(),
        layer.Name,
        problem);

    private static void CheckMethod(INamedTypeSymbol layer, string name, bool isRequired, Reporter reporter, CancellationToken cancellation)
    {
        var declaration = $"'static void {name}(in {name}Pass pass)'";
        var methods = layer.GetMembers(name).OfType<IMethodSymbol>().ToArray();
        if (methods.Any(IsKernel))
            return;
        if (methods.FirstOrDefault(m => NamesItsPass(m, name)) is { } meant)
            reporter.Report(DiagnosticDescriptors.CustomLayerForm, meant.Locations.FirstOrDefault(), layer.Name, $"has {Wording.A(name)} that can't be called: declare it as {declaration}");
        else if (isRequired)
            Report(layer, $"has no {name}: write {declaration}, which computes the output", reporter, cancellation);
    }

    // The type of its parameter is only generated.
    private static bool IsKernel(IMethodSymbol method) =>
        method is { IsStatic: true, ReturnsVoid: true, Arity: 0, IsAsync: false, Parameters: [{ RefKind: RefKind.None or RefKind.In } parameter] } && parameter.Type.Name == method.Name + "Pass";

    private static bool NamesItsPass(IMethodSymbol method, string name) => method.Parameters.Any(parameter => parameter.Type.Name == name + "Pass");
}
