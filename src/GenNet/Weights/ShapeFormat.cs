using System.Globalization;
using System.Runtime.CompilerServices;

namespace GenNet.Weights;

/// <summary>Shapes in messages.</summary>
internal static class ShapeFormat
{
    /// <summary>As Keras prints them: <c>(3, 3, 1, 32)</c>, <c>(10,)</c>, <c>()</c>.</summary>
    public static string Of(IReadOnlyList<long> dimensions)
    {
        var text = new DefaultInterpolatedStringHandler(2, dimensions.Count, CultureInfo.InvariantCulture, stackalloc char[128]);
        text.AppendLiteral("(");
        for (var axis = 0; axis < dimensions.Count; axis++)
        {
            if (axis > 0)
                text.AppendLiteral(", ");
            text.AppendFormatted(dimensions[axis]);
        }
        text.AppendLiteral(dimensions.Count == 1 ? ",)" : ")");
        return text.ToStringAndClear();
    }
}
