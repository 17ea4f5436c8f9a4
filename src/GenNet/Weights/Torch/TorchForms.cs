using GenNet.Weights.Assembling;

namespace GenNet.Weights.Torch;

/// <summary>
/// How PyTorch's layers have the variables of Keras': <c>nn.Linear</c> for <c>Dense</c>, <c>nn.Conv2d</c> for <c>Conv2D</c>. Kernels have their outputs first there, and channels stand before
/// the axes of an image. What PyTorch has no layer for is called as in Keras.
/// </summary>
internal static class TorchForms
{
    private const string Weight = "weight";
    private const string Bias = "bias";

    /// <summary>The forms that a variable has in files of PyTorch, the usual one first.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="variable">Which of its variables.</param>
    /// <param name="flattened">What was flattened to the layer's input, channels last; null if nothing was.</param>
    public static IReadOnlyList<TorchForm> Of(ExpectedLayer layer, ExpectedVariable variable, IReadOnlyList<long>? flattened)
    {
        var shape = ShapeOf(variable);
        var forms = layer.IsOwn ? [] : layer.Kind switch
        {
            "Dense" => Linear(variable, shape, RowsOf(flattened, shape)),
            "Conv1D" or "Conv2D" or "Conv3D" or "Conv1DTranspose" or "Conv2DTranspose" or "Conv3DTranspose" => Convolution(variable, shape),
            "DepthwiseConv1D" or "DepthwiseConv2D" => Depthwise(variable, shape, "kernel", ""),
            "SeparableConv1D" or "SeparableConv2D" => Separable(variable, shape),
            "BatchNormalization" => Normalization(variable, shape, RowsOf(flattened, shape)),
            "LayerNormalization" or "GroupNormalization" or "RMSNormalization" => Normalization(variable, shape, RowsOf(flattened, shape)),
            "Embedding" => variable.LeafName == "embeddings" ? [Same(Weight, shape)] : [],
            "PReLU" => Slopes(shape),
            "MultiHeadAttention" => TorchAttention.Of(layer, variable, shape),
            "TimeDistributed" => shape.Count > 2 ? Convolution(variable, shape) : Linear(variable, shape, null),
            _ => TorchRecurrent.Of(layer, variable, shape),
        };
        return [.. forms, AsInKeras(layer, variable, shape)];
    }

    /// <summary>Dimensions of a variable.</summary>
    public static IReadOnlyList<long> ShapeOf(ExpectedVariable variable) => [.. variable.Shape.Dimensions.Select(static size => (long)size)];

    private static TorchForm AsInKeras(ExpectedLayer layer, ExpectedVariable variable, IReadOnlyList<long> shape) =>
        Same(TorchNames.ModuleOf(layer.IsOwn || !variable.Name.Contains('/') ? variable.LeafName : variable.Name), shape);

    private static TorchForm[] Linear(ExpectedVariable variable, IReadOnlyList<long> shape, long[]? rows) => variable.LeafName switch
    {
        "kernel" when shape.Count == 2 => [new(new TorchArray(Weight, [shape[1], shape[0]], new([rows ?? ElementPlaces.Axis(shape[0], 1), ElementPlaces.Axis(shape[1], shape[0])])))],
        Bias => [Same(Bias, shape)],
        _ => [],
    };

    private static TorchForm[] Convolution(ExpectedVariable variable, IReadOnlyList<long> shape) => variable.LeafName switch
    {
        "kernel" => [new(Kernel(Weight, shape))],
        Bias => [Same(Bias, shape)],
        _ => [],
    };

    // (*size, in, out) and (out, in, *size).
    private static TorchArray Kernel(string name, IReadOnlyList<long> shape)
    {
        long[] there = [shape[^1], shape[^2], .. shape.Take(shape.Count - 2)];
        return new(name, there, ElementPlaces.Transposed(there, [.. Enumerable.Range(2, shape.Count - 2), 1, 0]));
    }

    // (*size, in, multiplier) and (in · multiplier, 1, *size).
    private static TorchForm[] Depthwise(ExpectedVariable variable, IReadOnlyList<long> shape, string kernel, string module)
    {
        if (variable.LeafName == Bias)
            return [Same(module + Bias, shape)];
        if (variable.LeafName != kernel)
            return [];
        long[] size = [.. shape.Take(shape.Count - 2)];
        var (channels, multiplier, window) = (shape[^2], shape[^1], size.Aggregate(1L, static (product, n) => product * n));
        var strides = ElementPlaces.Strides(size);
        long[][] axes = [.. size.Select((n, axis) => ElementPlaces.Axis(n, strides[axis])), ElementPlaces.Axis(channels, multiplier * window), ElementPlaces.Axis(multiplier, window)];
        return [new(new TorchArray(module + Weight, [channels * multiplier, 1, .. size], new(axes)))];
    }

    // PyTorch has no such layer: two convolutions, as most programs call them.
    private static TorchForm[] Separable(ExpectedVariable variable, IReadOnlyList<long> shape) => variable.LeafName switch
    {
        "depthwise_kernel" => Depthwise(variable, shape, "depthwise_kernel", "depthwise."),
        "pointwise_kernel" => [new(Kernel("pointwise.weight", shape))],
        Bias => [Same("pointwise.bias", shape)],
        _ => [],
    };

    private static TorchForm[] Normalization(ExpectedVariable variable, IReadOnlyList<long> shape, long[]? rows)
    {
        var name = variable.LeafName switch
        {
            "gamma" or "scale" => Weight,
            "beta" => Bias,
            "moving_mean" => "running_mean",
            "moving_variance" => "running_var",
            _ => null,
        };
        return name is null ? [] : [rows is null || shape.Count != 1 ? Same(name, shape) : new(new TorchArray(name, shape, new([rows])))];
    }

    // A slope a channel, or one for all.
    private static TorchForm[] Slopes(IReadOnlyList<long> shape)
    {
        if (shape.Count(static size => size != 1) > 1)
            return [];
        var strides = ElementPlaces.Strides(shape);
        return [new(new TorchArray(Weight, [shape.Aggregate(1L, static (product, n) => product * n)], new([.. shape.Select((size, axis) => ElementPlaces.Axis(size, strides[axis]))])))];
    }

    private static TorchForm Same(string name, IReadOnlyList<long> shape) => new(TorchArray.AsItIs(name, shape));

    // Where row (h, w, c) of a kernel lies among those of (c, h, w).
    private static long[]? RowsOf(IReadOnlyList<long>? flattened, IReadOnlyList<long> shape)
    {
        if (flattened is null || shape.Count == 0)
            return null;
        var channels = flattened[^1];
        var positions = flattened.Take(flattened.Count - 1).Aggregate(1L, static (product, n) => product * n);
        if (channels * positions != shape[0])
            return null;
        var rows = new long[shape[0]];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = (i % channels * positions) + (i / channels);
        return rows;
    }
}
