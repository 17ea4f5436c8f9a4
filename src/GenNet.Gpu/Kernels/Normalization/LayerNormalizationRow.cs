namespace GenNet.Gpu.Kernels;

/// <summary>A group of elements that is normalized.</summary>
internal struct LayerNormalizationRow : ILaneRow<LayerNormalizationRow, float>
{
    public LayerNormalizationForward Kernel;

    /// <summary>Where the group begins.</summary>
    public long Begin;

    public float Mean;

    /// <summary>1 / √(variance + epsilon).</summary>
    public float Inverse;

    /// <summary>Σ x, then Σ (x − mean).</summary>
    public float Sum;

    /// <summary>Σ (x − mean)².</summary>
    public float Squares;

    public static float Load(LayerNormalizationRow row, int element) => row.Kernel.Input[row.Begin + ReductionGroups.Offset(row.Kernel.Groups, element)];

    /// <summary>Adds x.</summary>
    public readonly struct Add : ILaneFunction<LayerNormalizationRow, float>
    {
        public static void Of(float value, int element, ref LayerNormalizationRow row) => row.Sum += value;
    }

    /// <summary>Adds x − mean and its square.</summary>
    public readonly struct AddSquare : ILaneFunction<LayerNormalizationRow, float>
    {
        public static void Of(float value, int element, ref LayerNormalizationRow row)
        {
            var difference = value - row.Mean;
            row.Sum += difference;
            row.Squares += difference * difference;
        }
    }

    /// <summary>Stores (x − mean) · inverse · gamma + beta.</summary>
    public readonly struct Store : ILaneFunction<LayerNormalizationRow, float>
    {
        public static void Of(float value, int element, ref LayerNormalizationRow row)
        {
            var y = (value - row.Mean) * row.Inverse;
            if (row.Kernel.HasGamma != 0)
                y *= row.Kernel.Gamma[element];
            if (row.Kernel.HasBeta != 0)
                y += row.Kernel.Beta[element];
            row.Kernel.Output[row.Begin + ReductionGroups.Offset(row.Kernel.Groups, element)] = y;
        }
    }
}
