using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>Classes of layers that Keras 1, Keras 2 or TensorFlow called otherwise, or that another layer of Keras 3 does the work of.</summary>
internal static class FormerClasses
{
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["AtrousConvolution1D"] = "Conv1D",
        ["AtrousConvolution2D"] = "Conv2D",
        ["Convolution1D"] = "Conv1D",
        ["Convolution2D"] = "Conv2D",
        ["Convolution3D"] = "Conv3D",
        ["Convolution2DTranspose"] = "Conv2DTranspose",
        ["Convolution3DTranspose"] = "Conv3DTranspose",
        ["Deconvolution2D"] = "Conv2DTranspose",
        ["Deconvolution3D"] = "Conv3DTranspose",
        ["DepthwiseConvolution2D"] = "DepthwiseConv2D",
        ["SeparableConvolution1D"] = "SeparableConv1D",
        ["SeparableConvolution2D"] = "SeparableConv2D",
        ["BatchNormalizationV1"] = "BatchNormalization",
        ["BatchNormalizationV2"] = "BatchNormalization",
        ["SyncBatchNormalization"] = "BatchNormalization",
        ["TimeDistributedDense"] = "Dense",
        ["CuDNNLSTM"] = "LSTM",
        ["CuDNNGRU"] = "GRU",
        ["UnifiedLSTM"] = "LSTM",
        ["UnifiedGRU"] = "GRU",
        ["LSTMV2"] = "LSTM",
        ["GRUV2"] = "GRU",
    };

    // By the mode that Keras 1's Merge has.
    private static readonly Dictionary<string, string> s_merges = new(StringComparer.Ordinal)
    {
        ["sum"] = "Add",
        ["mul"] = "Multiply",
        ["ave"] = "Average",
        ["max"] = "Maximum",
        ["concat"] = "Concatenate",
        ["dot"] = "Dot",
    };

    /// <summary>What Keras 3 calls class <paramref name="written"/>; the same where it isn't known.</summary>
    public static string NameOf(string written, JsonObject config) =>
        written == "Merge" && JsonCopy.Text(config["mode"]) is { } mode ? s_merges.GetValueOrDefault(mode, written) : s_names.GetValueOrDefault(written, written);

    /// <summary>Makes <paramref name="config"/> that of another layer which does the same; null if there is none.</summary>
    /// <param name="written">The class as it was written.</param>
    /// <param name="config">The arguments.</param>
    /// <param name="isFormer">Whether Keras 1 or 2 wrote it.</param>
    public static string? Replace(string written, JsonObject config, bool isFormer)
    {
        switch (written)
        {
            case "ThresholdedReLU":
                config["threshold"] = config["theta"]?.DeepClone() ?? 1.0;
                config.Remove("theta");
                return "ReLU";
            case "CuDNNGRU":
                // Its two biases are those of reset_after.
                config["reset_after"] = true;
                return "GRU";
            // Keras before 2.1 has no such argument, and resets before.
            case "GRU" or "GRUCell" when isFormer && !config.ContainsKey("reset_after"):
                config["reset_after"] = false;
                return written;
            default:
                return null;
        }
    }
}
