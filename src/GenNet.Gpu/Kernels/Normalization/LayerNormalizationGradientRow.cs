namespace GenNet.Gpu.Kernels;

/// <summary>A group of elements of which the gradient is computed: of each element g and x, with h = g·gamma and x̂ the normalized x.</summary>
internal struct LayerNormalizationGradientRow : ILaneRow<LayerNormalizationGradientRow, ValuePair>
{
    public LayerNormalizationBackward Kernel;

    /// <summary>Where the group begins.</summary>
    public long Begin;

    public float Mean;

    /// <summary>1 / √(variance + epsilon).</summary>
    public float Inverse;

    /// <summary>Σ h, then their mean.</summary>
    public float Sum;

    /// <summary>Σ h·x̂, then their mean.</summary>
    public float Dot;

    public static ValuePair Load(LayerNormalizationGradientRow row, int element)
    {
        var at = row.Begin + ReductionGroups.Offset(row.Kernel.Groups, element);
        return new() { A = row.Kernel.OutputGradient[at], B = row.Kernel.Input[at] };
    }

    private static float H(LayerNormalizationGradientRow row, ValuePair value, int element) => row.Kernel.HasGamma != 0 ? value.A * row.Kernel.Gamma[element] : value.A;

    private static float Normalized(LayerNormalizationGradientRow row, ValuePair value) => (value.B - row.Mean) * row.Inverse;

    /// <summary>Adds h and h·x̂.</summary>
    public readonly struct Add : ILaneFunction<LayerNormalizationGradientRow, ValuePair>
    {
        public static void Of(ValuePair value, int element, ref LayerNormalizationGradientRow row)
        {
            var h = H(row, value, element);
            row.Sum += h;
            row.Dot += h * Normalized(row, value);
        }
    }

    /// <summary>Stores (h − mean(h) − x̂ · mean(h·x̂)) · inverse.</summary>
    public readonly struct Store : ILaneFunction<LayerNormalizationGradientRow, ValuePair>
    {
        public static void Of(ValuePair value, int element, ref LayerNormalizationGradientRow row) =>
            row.Kernel.InputGradient[row.Begin + ReductionGroups.Offset(row.Kernel.Groups, element)] = (H(row, value, element) - row.Sum - (Normalized(row, value) * row.Dot)) * row.Inverse;
    }
}
