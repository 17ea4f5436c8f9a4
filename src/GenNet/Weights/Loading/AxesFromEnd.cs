using System.Globalization;
using GenNet.Contracts;
using GenNet.Specs;

namespace GenNet.Weights;

/// <summary>Counts the axes that arguments name from the end: a BatchNormalization over axis 3 of images is one over axis -1, which Keras 2 writes so.</summary>
internal static class AxesFromEnd
{
    private const string Axis = "axis";

    /// <summary>The version with all axes counted from the end.</summary>
    /// <param name="version">The version.</param>
    /// <param name="ranks">Number of axes of each layer's input, without the batch, by the layer's name; an axis of others stays as it is.</param>
    public static ContractVersion Of(ContractVersion version, IReadOnlyDictionary<string, int> ranks) => version with
    {
        Layers = version.Layers.Select(layer => ranks.TryGetValue(layer.Name, out var rank)
            ? layer with { Arguments = layer.Arguments.Select(argument => argument.Name == Axis ? argument with { Value = FromEnd(argument.Value, rank + 1) } : argument).ToEquatableArray() }
            : layer).ToEquatableArray(),
    };

    private static string FromEnd(string value, int rankWithBatch) => string.Join(',', value.Split(',').Select(axis =>
        int.TryParse(axis, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? (number - rankWithBatch).ToString(CultureInfo.InvariantCulture)
            : axis));
}
