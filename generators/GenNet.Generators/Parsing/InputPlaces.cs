using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Where <c>[Input]</c> stands: on the class, or on the parameters of <c>Forward</c>. Anywhere else the graph that somebody wrote there would not be the model's.</summary>
internal static class InputPlaces
{
    /// <summary>Reports every <c>[Input]</c> that declares no input.</summary>
    /// <returns>Whether the inputs can be read. One beside those of Forward doesn't hinder that.</returns>
    public static bool Check(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        var hasForward = ForwardSignature.MethodsOf(type).Count > 0;
        if (hasForward && type.Attribute("InputAttribute") is { } onClass)
        {
            reporter.Report(
                DiagnosticDescriptors.InputOnClass, onClass.Location(cancellation), type.Name,
                "has a Forward method, so its inputs are the parameters of Forward: move this [Input] to one of them");
        }
        var isClear = true;
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(static m => m.Name != ForwardSignature.Name))
        {
            if (method.Parameters.Select(static p => p.Attribute("InputAttribute")).FirstOrDefault(static a => a is not null) is not { } misplaced)
                continue;
            isClear = false;
            reporter.Report(
                DiagnosticDescriptors.InputOnClass, misplaced.Location(cancellation), type.Name,
                hasForward
                    ? $"has its inputs in Forward, and '{method.Name}' is not its graph: take this [Input] away"
                    : $"takes its graph from a method called 'Forward' alone: rename '{method.Name}', or take this [Input] away");
        }
        return isClear;
    }
}
