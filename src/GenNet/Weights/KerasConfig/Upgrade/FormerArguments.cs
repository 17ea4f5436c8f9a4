using System.Text.Json.Nodes;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>Arguments that older versions called otherwise, and arguments that they had and Keras 3 hasn't.</summary>
internal static class FormerArguments
{
    private static readonly Dictionary<string, string> s_everywhere = new(StringComparer.Ordinal)
    {
        ["W_regularizer"] = "kernel_regularizer",
        ["U_regularizer"] = "recurrent_regularizer",
        ["b_regularizer"] = "bias_regularizer",
        ["W_constraint"] = "kernel_constraint",
        ["U_constraint"] = "recurrent_constraint",
        ["b_constraint"] = "bias_constraint",
        ["init"] = "kernel_initializer",
        ["inner_init"] = "recurrent_initializer",
        ["inner_activation"] = "recurrent_activation",
        ["dropout_W"] = "dropout",
        ["dropout_U"] = "recurrent_dropout",
        ["bias"] = "use_bias",
        ["border_mode"] = "padding",
        ["dim_ordering"] = "data_format",
        ["subsample"] = "strides",
        ["subsample_length"] = "strides",
        ["atrous_rate"] = "dilation_rate",
        ["nb_filter"] = "filters",
        ["filter_length"] = "kernel_size",
        ["pool_length"] = "pool_size",
    };

    private static readonly Dictionary<string, (string Former, string Name)[]> s_ofClass = new(StringComparer.Ordinal)
    {
        ["Dense"] = [("output_dim", "units")],
        ["LSTM"] = [("output_dim", "units")],
        ["GRU"] = [("output_dim", "units")],
        ["SimpleRNN"] = [("output_dim", "units")],
        ["Embedding"] =
        [
            ("kernel_initializer", "embeddings_initializer"), ("kernel_regularizer", "embeddings_regularizer"), ("kernel_constraint", "embeddings_constraint"), ("init", "embeddings_initializer"),
            ("W_regularizer", "embeddings_regularizer"), ("W_constraint", "embeddings_constraint"),
        ],
        ["PReLU"] = [("init", "alpha_initializer")],
        ["BatchNormalization"] = [("gamma_init", "gamma_initializer"), ("beta_init", "beta_initializer")],
        ["Dropout"] = [("p", "rate")],
        ["SpatialDropout1D"] = [("p", "rate")],
        ["SpatialDropout2D"] = [("p", "rate")],
        ["SpatialDropout3D"] = [("p", "rate")],
        ["GaussianDropout"] = [("p", "rate")],
        ["AlphaDropout"] = [("p", "rate")],
        ["GaussianNoise"] = [("sigma", "stddev")],
        ["LeakyReLU"] = [("alpha", "negative_slope")],
        ["MaxPooling1D"] = [("stride", "strides")],
        ["AveragePooling1D"] = [("stride", "strides")],
        ["UpSampling1D"] = [("length", "size")],
        ["Concatenate"] = [("concat_axis", "axis")],
        ["Dot"] = [("dot_axes", "axes")],
        ["DepthwiseConv2D"] = [("init", "depthwise_initializer")],
        ["InputLayer"] = [("input_dtype", "dtype"), ("batch_input_shape", "batch_shape")],
    };

    // How it was computed, and what the input's shape or the optimizer says: no value depends on it.
    private static readonly HashSet<string> s_withoutEffect =
    [
        "consume_less", "implementation", "fused", "virtual_batch_size", "adjustment", "query_shape", "key_shape", "value_shape", "softmax_robust_masking", "forget_bias_init", "rank",
        "create_vector", "num_constants",
    ];

    // Left out where they say what Keras 3 does anyway, of layers that have no such argument today.
    private static readonly Dictionary<string, Func<JsonNode?, bool>> s_defaults = new(StringComparer.Ordinal)
    {
        ["groups"] = static value => JsonCopy.IsAll(value, 1),
        ["time_major"] = JsonCopy.IsNothing,
        ["causal"] = JsonCopy.IsNothing,
        ["sparse"] = JsonCopy.IsNothing,
        ["ragged"] = JsonCopy.IsNothing,
        ["rms_scaling"] = JsonCopy.IsNothing,
        ["weights"] = JsonCopy.IsNothing,
        ["mode_type"] = static value => JsonCopy.Text(value) == "raw",
        ["output_mask"] = JsonCopy.IsNothing,
        ["output_mask_type"] = static value => JsonCopy.Text(value) == "raw",
        ["output_shape_type"] = static value => JsonCopy.Text(value) == "raw",
        ["arguments"] = JsonCopy.IsNothing,
        ["renorm"] = JsonCopy.IsNothing,
        ["renorm_clipping"] = JsonCopy.IsNothing,
        ["lora_rank"] = JsonCopy.IsNothing,
        // The input's shape says them.
        ["input_dim"] = static _ => true,
        ["input_length"] = static _ => true,
    };

    private static readonly HashSet<string> s_merges = ["Add", "Multiply", "Average", "Maximum", "Concatenate", "Dot"];

    /// <summary>Gives the arguments of a layer of class <paramref name="kind"/> the names that they have in Keras 3.</summary>
    public static void Rename(string kind, JsonObject config)
    {
        foreach (var (former, name) in s_ofClass.GetValueOrDefault(kind, []))
            Rename(config, former, name);
        foreach (var (former, name) in s_everywhere)
            Rename(config, former, name);
        foreach (var list in (string[][])[["nb_row", "nb_col"], ["kernel_dim1", "kernel_dim2", "kernel_dim3"]])
        {
            if (!list.All(config.ContainsKey))
                continue;
            config["kernel_size"] = new JsonArray([.. list.Select(name => config[name]?.DeepClone())]);
            foreach (var name in list)
                config.Remove(name);
        }
    }

    /// <summary>Leaves out what says nothing, or nothing else than Keras 3 does by itself.</summary>
    public static void LeaveOutDefaults(string kind, JsonObject config)
    {
        foreach (var name in config.Select(static entry => entry.Key).ToArray())
        {
            if (s_withoutEffect.Contains(name) || (s_defaults.TryGetValue(name, out var isDefault) && isDefault(config[name]) && !LayerCatalog.HasArgument(kind, name)))
                config.Remove(name);
        }
        // Keras 2 writes those of other convolutions there, too; its kernels have their own.
        if (kind is "SeparableConv1D" or "SeparableConv2D" or "DepthwiseConv1D" or "DepthwiseConv2D")
        {
            foreach (var name in (string[])["kernel_initializer", "kernel_regularizer", "kernel_constraint"])
                config.Remove(name);
        }
        if (s_merges.Contains(kind))
        {
            foreach (var name in (string[])["mode", "output_shape", .. kind == "Concatenate" ? (string[])[] : ["concat_axis"], .. kind == "Dot" ? (string[])[] : ["dot_axes"]])
                config.Remove(name);
        }
        if (kind == "Conv2DTranspose" || kind == "Conv3DTranspose")
            config.Remove("output_shape");
        if (kind == "BatchNormalization" && JsonCopy.IsAll(config["mode"], 0))
            config.Remove("mode");
    }

    private static void Rename(JsonObject config, string former, string name)
    {
        if (!config.ContainsKey(former))
            return;
        var value = config[former];
        config.Remove(former);
        if (!config.ContainsKey(name))
            config[name] = value;
    }
}
