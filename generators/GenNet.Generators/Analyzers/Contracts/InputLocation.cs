using GenNet.Contracts;
using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Where the first input is declared that isn't as it was: what changed of it in the <c>[Input]</c> of the class or of a parameter of <c>Forward</c>, or that parameter's name.</summary>
internal static class InputLocation
{
    private const string Shape = "shape";
    private const string VariableLength = "variable_length";

    public static Location? Of(ModelComparison comparison, CancellationToken cancellation)
    {
        var (old, now) = (comparison.Old!.Inputs, comparison.Now.Inputs);
        var changed = Enumerable.Range(0, now.Count).FirstOrDefault(i => i >= old.Count || old[i] != now[i]);
        if (AttributeOf(comparison, changed, out var parameter) is not { } attribute)
            return parameter?.Locations[0];
        var whole = attribute.Location(cancellation);
        if (changed >= old.Count || changed >= now.Count)
            return whole;
        var (before, after, arguments) = (old[changed], now[changed], new AttributeArguments(attribute, cancellation));
        if (before.Shape != after.Shape)
            return SizesOf(before, after).ToArray() is [var axis] ? arguments.LocationOf(Shape, axis) : arguments.LocationOf(Shape);
        if (before.DType != after.DType)
            return arguments.LocationOf("dtype");
        return before.HasRunTimeLength != after.HasRunTimeLength ? arguments.LocationOf(VariableLength) : arguments.LocationOf("name", parameter?.Locations[0] ?? whole);
    }

    /// <summary>The <c>[Input]</c> of input <paramref name="index"/>; null if the parameter that it is has none.</summary>
    public static AttributeData? AttributeOf(ModelComparison comparison, int index, out IParameterSymbol? parameter)
    {
        parameter = ForwardSignature.MethodsOf(comparison.Type).FirstOrDefault(method => method.Parameters.Length > index)?.Parameters[index];
        return (parameter ?? (ISymbol)comparison.Type).Attribute("InputAttribute");
    }

    private static IEnumerable<int> SizesOf(ContractInput before, ContractInput after) =>
        before.Shape.Rank == after.Shape.Rank ? Enumerable.Range(0, after.Shape.Rank).Where(axis => before.Shape[axis] != after.Shape[axis]) : [];
}
