using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>A row of a softmax, or of its logarithm.</summary>
internal struct SoftmaxRow : ILaneRow<SoftmaxRow, float>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;

    /// <summary>Where it begins.</summary>
    public long First;

    /// <summary>The largest value.</summary>
    public float Largest;

    /// <summary>Σ e^(x − largest).</summary>
    public float Sum;

    /// <summary>1 over the sum, or its logarithm.</summary>
    public float Factor;

    public static float Load(SoftmaxRow row, int element) => row.Input[row.First + element];

    /// <summary>Keeps the largest.</summary>
    public readonly struct Maximize : ILaneFunction<SoftmaxRow, float>
    {
        public static void Of(float value, int element, ref SoftmaxRow row) => row.Largest = Bounds.Largest(row.Largest, value);
    }

    /// <summary>Adds e^(x − largest).</summary>
    public readonly struct AddExp : ILaneFunction<SoftmaxRow, float>
    {
        public static void Of(float value, int element, ref SoftmaxRow row) => row.Sum += Exponentials.Exp(value - row.Largest);
    }

    /// <summary>Stores e^(x − largest) / Σ.</summary>
    public readonly struct StoreExp : ILaneFunction<SoftmaxRow, float>
    {
        public static void Of(float value, int element, ref SoftmaxRow row) => row.Output[row.First + element] = Exponentials.Exp(value - row.Largest) * row.Factor;
    }

    /// <summary>Stores x − largest − ln Σ.</summary>
    public readonly struct StoreLog : ILaneFunction<SoftmaxRow, float>
    {
        public static void Of(float value, int element, ref SoftmaxRow row) => row.Output[row.First + element] = value - row.Largest - row.Factor;
    }
}
