using System.Globalization;

namespace GenNet.Weights;

/// <summary>Shapes in messages.</summary>
internal static class ShapeFormat
{
    /// <summary>As Keras prints them: <c>(3, 3, 1, 32)</c>, <c>(10,)</c>, <c>()</c>.</summary>
    public static string Of(IReadOnlyList<long> dimensions)
    {
        var list = string.Join(", ", dimensions.Select(static d => d.ToString(CultureInfo.InvariantCulture)));
        return dimensions.Count == 1 ? $"({list},)" : $"({list})";
    }
}
