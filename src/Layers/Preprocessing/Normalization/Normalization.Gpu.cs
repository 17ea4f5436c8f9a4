using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Normalization of features on GPUs.</summary>
public static class NormalizationGpu<TShape>
    where TShape : struct, INormalizationShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef mean = default, GpuTensorRef variance = default, GpuTensorRef count = default) =>
        Run(pass, input, output, mean, variance, isGradient: false);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef mean = default, GpuTensorRef variance = default, GpuTensorRef count = default) =>
        Forward(pass, input, output, mean, variance, count);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass,
        GpuTensorRef input,
        GpuTensorRef output,
        GpuTensorRef outputGradient,
        GpuTensorRef inputGradient,
        GpuTensorRef mean = default,
        GpuTensorRef variance = default,
        GpuTensorRef count = default)
    {
        if (!inputGradient.IsNone)
            Run(pass, outputGradient, inputGradient, mean, variance, isGradient: true);
    }

    private static void Run(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, GpuTensorRef mean, GpuTensorRef variance, bool isGradient)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        pass.LaunchForEach(count, new NormalizedFeatures
        {
            From = from.Rest,
            To = to.Rest,
            Means = mean.IsNone ? pass.Accelerator.Tables.Of<Means, float>(static () => [.. TShape.Mean]) : mean.Rest,
            Variances = variance.IsNone ? pass.Accelerator.Tables.Of<Variances, float>(static () => [.. TShape.Variance]) : variance.Rest,
            Map = AxisMap.Of(TShape.Dimensions, TShape.Strides),
            IsGradient = isGradient ? 1 : 0,
            IsInverse = TShape.Invert ? 1 : 0,
            RowSize = TShape.RowSize,
            Count = count,
        });
    }

    private readonly struct Means;

    private readonly struct Variances;
}

/// <summary>(x − mean) / √variance, or its inverse, or the gradient of either.</summary>
internal struct NormalizedFeatures : IGpuKernel<NormalizedFeatures>
{
    private const float LeastDeviation = 1e-7f;

    public ArrayView<float> From;
    public ArrayView<float> To;
    public ArrayView<float> Means;
    public ArrayView<float> Variances;

    /// <summary>From a value of a row to its mean and variance.</summary>
    public AxisMap Map;

    public int IsGradient;
    public int IsInverse;
    public int RowSize;
    public long Count;

    public static void Run(NormalizedFeatures kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var at = AxisMap.Offset(kernel.Map, (int)(i % kernel.RowSize));
            var deviation = MathF.Sqrt(kernel.Variances[at]);
            deviation = deviation < LeastDeviation ? LeastDeviation : deviation;
            var mean = kernel.IsGradient != 0 ? 0f : kernel.Means[at];
            kernel.To[i] = kernel.IsInverse != 0 ? (kernel.From[i] * deviation) + mean : (kernel.From[i] - mean) / deviation;
        }
    }
}
