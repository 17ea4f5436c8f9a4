using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>Values of arguments that older versions wrote otherwise.</summary>
internal static class FormerValues
{
    private static readonly Dictionary<string, string> s_dataFormats = new(StringComparer.Ordinal) { ["tf"] = "channels_last", ["th"] = "channels_first" };

    private static readonly Dictionary<string, string> s_initializers = new(StringComparer.Ordinal)
    {
        ["normal"] = "random_normal", ["uniform"] = "random_uniform", ["zero"] = "zeros", ["one"] = "ones",
    };

    // What TensorFlow's modules call functions that are activations of Keras'.
    private static readonly Dictionary<string, string> s_activations = new(StringComparer.Ordinal)
    {
        ["softmax_v2"] = "softmax", ["relu_v2"] = "relu",
    };

    // Up to Keras 2 it was steeper: min(max(0.2·x + ½, 0), 1).
    private static readonly Dictionary<string, string> s_formerActivations = new(StringComparer.Ordinal) { ["hard_sigmoid"] = "hard_sigmoid_keras2" };

    /// <summary>Rewrites the arguments of a layer of class <paramref name="kind"/>, which have Keras 3's names already.</summary>
    /// <param name="kind">The class.</param>
    /// <param name="config">The arguments.</param>
    /// <param name="isFormer">Whether Keras 1 or 2 wrote them, where names mean what they meant there.</param>
    public static void Rewrite(string kind, JsonObject config, bool isFormer)
    {
        foreach (var name in config.Select(static entry => entry.Key).ToArray())
        {
            if (name == "data_format")
                Replace(config, name, s_dataFormats);
            else if (name.EndsWith("_initializer", StringComparison.Ordinal))
                Replace(config, name, s_initializers);
            else if (name.EndsWith("_regularizer", StringComparison.Ordinal))
                Regularizer(config, name);
            else if (name is "activation" or "recurrent_activation")
                Activation(config, name, isFormer);
        }
        if (kind == "ZeroPadding2D" && config["padding"] is { } padding && Edges(padding) is { } edges)
            config["padding"] = edges;
        if (config["dropout"] is { } dropout && kind == "Embedding" && JsonCopy.IsAll(dropout, 0))
            config.Remove("dropout");
        if (kind is "LSTM" && JsonCopy.Text(config["forget_bias_init"]) is { } bias)
            config["unit_forget_bias"] = bias is "one" or "ones";
    }

    private static void Replace(JsonObject config, string name, Dictionary<string, string> values)
    {
        if (JsonCopy.Text(config[name]) is { } value && values.TryGetValue(value, out var other))
            config[name] = other;
    }

    // A name, or a function: {"class_name": "function", "config": "relu"}.
    private static void Activation(JsonObject config, string name, bool isFormer)
    {
        var (holder, entry) = config[name] is JsonObject function && JsonCopy.Text(function["class_name"]) == "function" ? (function, "config") : (config, name);
        Replace(holder, entry, s_activations);
        if (isFormer)
            Replace(holder, entry, s_formerActivations);
    }

    // Keras 1: {"name": "WeightRegularizer", "l1": 0.0, "l2": 0.01}.
    private static void Regularizer(JsonObject config, string name)
    {
        if (config[name] is not JsonObject { } written || written.ContainsKey("class_name") || JsonCopy.Text(written["name"]) is null)
            return;
        var factors = new JsonObject();
        foreach (var factor in (string[])["l1", "l2"])
            factors[factor] = written[factor]?.DeepClone() ?? 0.0;
        config[name] = JsonCopy.Text(written["name"]) is "ActivityRegularizer" or "WeightRegularizer" or "L1L2Regularizer"
            ? new JsonObject { ["class_name"] = "L1L2", ["config"] = factors }
            : new JsonObject { ["class_name"] = JsonCopy.Text(written["name"]), ["config"] = new JsonObject() };
    }

    // Top, bottom, left, right, in a list or by their names.
    private static JsonArray? Edges(JsonNode padding)
    {
        JsonNode?[] edges = padding switch
        {
            JsonArray { Count: 4 } list => [.. list],
            JsonObject sides => [.. ((string[])["top_pad", "bottom_pad", "left_pad", "right_pad"]).Select(side => sides[side] ?? 0)],
            _ => [],
        };
        return edges.Length == 0 ? null : new JsonArray(new JsonArray(edges[0]?.DeepClone(), edges[1]?.DeepClone()), new JsonArray(edges[2]?.DeepClone(), edges[3]?.DeepClone()));
    }
}
