using System.Globalization;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>An axis may be counted from the front or from the end: where both versions mean the same one, they are given the same number.</summary>
internal static class EqualAxes
{
    private const string Axis = "axis";

    /// <summary><paramref name="now"/> with the axes that <paramref name="old"/> counts otherwise written as there.</summary>
    public static ContractVersion Aligned(ContractVersion now, ContractVersion old)
    {
        var before = old.Layers.ToDictionary(static layer => layer.Name, StringComparer.Ordinal);
        if (!now.Layers.Any(layer => OtherAxis(layer, before) is not null))
            return now;
        var ranks = ValueRanks.Of(now);
        return now with
        {
            Layers = now.Layers.Select(layer => OtherAxis(layer, before) is { } other && layer.Calls.Count > 0 && layer.Calls[0].Count > 0 && ranks.Of(layer.Calls[0][0]) is { } rank
                && rank - ContractLayer.TimeAxesOf(layer.Arguments) is var ownRank && FromEnd(other, ownRank) == FromEnd(AxisOf(layer)!, ownRank)
                    ? layer with { Arguments = layer.Arguments.Select(a => a.Name == Axis ? a with { Value = other } : a).ToEquatableArray() }
                    : layer).ToEquatableArray(),
        };
    }

    private static string? OtherAxis(ContractLayer layer, Dictionary<string, ContractLayer> before) =>
        AxisOf(layer) is { } axis && before.TryGetValue(layer.Name, out var old) && AxisOf(old) is { } other && other != axis ? other : null;

    private static string? AxisOf(ContractLayer layer) => layer.Arguments.FirstOrDefault(static a => a.Name == Axis)?.Value;

    private static string FromEnd(string axes, int rank) => string.Join(",", axes.Split(',').Select(axis =>
        int.TryParse(axis, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number > 0
            ? (number - rank - 1).ToString(CultureInfo.InvariantCulture)
            : axis).OrderBy(static axis => axis, StringComparer.Ordinal));
}
