using GenNet.Weights.Matching;

namespace GenNet.Weights.LegacyH5;

/// <summary>Shapes of a layer's arrays, to tell whether it can be another layer before it is known which array is which variable.</summary>
internal static class LegacyShapes
{
    /// <summary>Variables without names, whose order doesn't matter.</summary>
    public static IReadOnlyList<VariableToMatch> InAnyOrder(IEnumerable<string> shapes) => [.. shapes.Order(StringComparer.Ordinal).Select(static shape => new VariableToMatch(null, shape))];
}
