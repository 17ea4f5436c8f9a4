using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>A row of the gradient of a softmax, or of its logarithm: outputs and their gradients.</summary>
internal struct SoftmaxGradientRow : ILaneRow<SoftmaxGradientRow, ValuePair>
{
    public ArrayView<float> Output;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;

    /// <summary>Where it begins.</summary>
    public long First;

    /// <summary>Σ g·y, or Σ g.</summary>
    public float Sum;

    public static ValuePair Load(SoftmaxGradientRow row, int element) => new() { A = row.Output[row.First + element], B = row.OutputGradient[row.First + element] };

    /// <summary>Adds g·y.</summary>
    public readonly struct AddProduct : ILaneFunction<SoftmaxGradientRow, ValuePair>
    {
        public static void Of(ValuePair value, int element, ref SoftmaxGradientRow row) => row.Sum += value.B * value.A;
    }

    /// <summary>Adds g.</summary>
    public readonly struct AddGradient : ILaneFunction<SoftmaxGradientRow, ValuePair>
    {
        public static void Of(ValuePair value, int element, ref SoftmaxGradientRow row) => row.Sum += value.B;
    }

    /// <summary>Stores y · (g − Σ).</summary>
    public readonly struct Store : ILaneFunction<SoftmaxGradientRow, ValuePair>
    {
        public static void Of(ValuePair value, int element, ref SoftmaxGradientRow row) => row.InputGradient[row.First + element] = value.A * (value.B - row.Sum);
    }

    /// <summary>Stores g − e^y · Σ.</summary>
    public readonly struct StoreOfLog : ILaneFunction<SoftmaxGradientRow, ValuePair>
    {
        public static void Of(ValuePair value, int element, ref SoftmaxGradientRow row) => row.InputGradient[row.First + element] = value.B - (Exponentials.Exp(value.A) * row.Sum);
    }
}
