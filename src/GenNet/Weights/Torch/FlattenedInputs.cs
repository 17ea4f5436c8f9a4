using GenNet.Contracts;
using GenNet.Specs;

namespace GenNet.Weights.Torch;

/// <summary>
/// Layers of a model that take an image, or a signal, as one row: which, and what that row was. PyTorch flattens it with its channels first, so that rows of a kernel behind it stand in another order there.
/// </summary>
internal static class FlattenedInputs
{
    private const string DataFormat = "data_format";
    private const string ChannelsFirst = "channels_first";

    // Layers without an argument that tells it, which leave axes as they are.
    private static readonly HashSet<string> s_keepAxes = new(StringComparer.Ordinal)
    {
        "Activation", "ActivityRegularization", "Add", "AlphaDropout", "Average", "BatchNormalization", "Concatenate", "Dropout", "ELU", "GaussianDropout", "GaussianNoise", "GroupNormalization",
        "Identity", "LayerNormalization", "LeakyReLU", "Maximum", "Minimum", "Multiply", "PReLU", "ReLU", "Rescaling", "RMSNormalization", "Softmax", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D",
        "SpectralNormalization", "Subtract",
    };

    // Convolutional layers of one axis, and what goes with them, have their data format in Keras too; these haven't.
    private static readonly HashSet<string> s_channelsLast = new(StringComparer.Ordinal) { "Cropping1D", "UpSampling1D", "ZeroPadding1D" };

    /// <summary>What was flattened to the input of each layer, with channels last, by the layer's name.</summary>
    /// <param name="model">The model.</param>
    /// <param name="contract">Its contract, which has the arguments of its layers.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<long>> Of(ModelDescription model, ContractVersion contract)
    {
        var layers = model.Layers.ToDictionary(static layer => layer.KerasName, StringComparer.Ordinal);
        var formats = contract.Layers.ToDictionary(
            static layer => layer.Name, static layer => layer.Arguments.FirstOrDefault(static argument => argument.Name == DataFormat)?.Value, StringComparer.Ordinal);
        var flattened = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal);
        foreach (var layer in model.Layers)
        {
            if (layer.InputShapes is [{ Rank: 1 }, ..] && FlatteningBefore(layer, layers) is { } flatten && HasChannelsLast(flatten, layers, formats))
                flattened.Add(layer.KerasName, [.. flatten.InputShapes[0].Dimensions.Select(static size => (long)size)]);
        }
        return flattened;
    }

    // Up to it, rows stay rows.
    private static LayerDescription? FlatteningBefore(LayerDescription layer, Dictionary<string, LayerDescription> layers)
    {
        while (layer.Inputs is [var name, ..] && layers.TryGetValue(name, out var before) && before.InputShapes.Count > 0)
        {
            if (before is { Kind: "Flatten" or "Reshape", OutputShape.Rank: 1 })
                return before.InputShapes[0].Rank > 1 ? before : null;
            if (!s_keepAxes.Contains(before.Kind) || before.Kind == "Concatenate" || before.OutputShape != before.InputShapes[0])
                return null;
            layer = before;
        }
        return null;
    }

    private static bool HasChannelsLast(LayerDescription layer, Dictionary<string, LayerDescription> layers, Dictionary<string, string?> formats)
    {
        var rank = layer.InputShapes[0].Rank;
        while (layer.Inputs is [var name, ..])
        {
            if (!layers.TryGetValue(name, out var before))
                // An image of several channels that nothing has looked at: PyTorch's have them first.
                return rank > 2;
            if (formats.GetValueOrDefault(name) is { } format && before.Kind is not ("Flatten" or "Reshape"))
                return format != ChannelsFirst;
            if (s_channelsLast.Contains(before.Kind))
                return true;
            if (!s_keepAxes.Contains(before.Kind))
                return false;
            layer = before;
        }
        return false;
    }
}
