using System.Globalization;
using System.Text.RegularExpressions;

namespace GenNet.Graph;

/// <summary>The attribute of a Python class that holds a layer, or the list of layers that it is part of: <c>output_layer</c>, <c>blocks[0]</c>.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="Index">The layer's place in the list that the attribute is; null if it is none.</param>
public readonly record struct KerasAttribute(string Name, int? Index)
{
    /// <summary>Reads it as it is written in Python behind <c>self.</c>; null if it isn't written so.</summary>
    public static KerasAttribute? Parse(string text)
    {
        var match = Regex.Match(text, @"^([^\W\d]\w*)(?:\[(\d{1,9})\])?$");
        return !match.Success ? null
            : new(match.Groups[1].Value, match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : null);
    }

    /// <summary>As in Python: <c>blocks[0]</c>.</summary>
    public override string ToString() => Index is { } index ? $"{Name}[{index.ToString(CultureInfo.InvariantCulture)}]" : Name;
}
