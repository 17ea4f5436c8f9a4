using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Where the first input is declared that isn't as it was: the <c>[Input]</c> of the class or of a parameter of <c>Forward</c>.</summary>
internal static class InputLocation
{
    public static Location? Of(ModelComparison comparison, CancellationToken cancellation)
    {
        var (old, now) = (comparison.Old!.Inputs, comparison.Now.Inputs);
        var changed = Enumerable.Range(0, now.Count).FirstOrDefault(i => i >= old.Count || old[i] != now[i]);
        var forward = ForwardSignature.MethodsOf(comparison.Type).FirstOrDefault(method => method.Parameters.Length > changed);
        var attribute = (forward?.Parameters[changed] ?? (ISymbol)comparison.Type).Attribute("InputAttribute");
        return attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? forward?.Parameters[changed].Locations[0];
    }
}
