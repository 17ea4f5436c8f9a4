using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Batch normalization on GPUs: per channel <c>(x − mean)·factor + summand</c>; see <see cref="BatchNormalizationKernel{TShape}"/>.</summary>
public static class BatchNormalizationGpu<TShape>
    where TShape : struct, IBatchNormalizationShape
{
    /// <summary>Inference, by the moving averages. The mask has no effect.</summary>
    public static void Forward(
        in GpuPass pass,
        GpuTensorRef input,
        GpuTensorRef output,
        GpuTensorRef movingMean,
        GpuTensorRef movingVariance,
        GpuTensorRef gamma = default,
        GpuTensorRef beta = default,
        GpuTensorRef movingStddev = default,
        GpuTensorRef renormMean = default,
        GpuTensorRef renormStddev = default,
        GpuTensorRef mask = default) => GpuBatchNormalization<TShape>.Forward(pass, input, output, movingMean, movingVariance, gamma, beta);

    /// <summary>Forward in training, by the batch's statistics, which also move the moving averages; by the moving averages where the layer is frozen or the pass is an inference run.</summary>
    public static void ForwardTraining(
        in GpuPass pass,
        GpuTensorRef input,
        GpuTensorRef output,
        GpuTensorRef savedFixed,
        GpuTensorRef movingMean,
        GpuTensorRef movingVariance,
        GpuTensorRef gamma = default,
        GpuTensorRef beta = default,
        GpuTensorRef movingStddev = default,
        GpuTensorRef renormMean = default,
        GpuTensorRef renormStddev = default,
        GpuTensorRef mask = default) => GpuBatchNormalization<TShape>.ForwardTraining(
            pass, input, output, savedFixed, movingMean, movingVariance, gamma, beta, movingStddev, renormMean, renormStddev, mask);

    /// <summary>Gradients, through the batch's statistics where forward used them.</summary>
    public static void Backward(
        in GpuPass pass,
        GpuTensorRef input,
        GpuTensorRef output,
        GpuTensorRef savedFixed,
        GpuTensorRef outputGradient,
        GpuTensorRef inputGradient,
        GpuTensorRef movingMean,
        GpuTensorRef movingVariance,
        GpuTensorRef gamma = default,
        GpuTensorRef beta = default,
        GpuTensorRef movingStddev = default,
        GpuTensorRef renormMean = default,
        GpuTensorRef renormStddev = default,
        GpuTensorRef mask = default,
        GpuTensorRef gammaGradient = default,
        GpuTensorRef betaGradient = default) => GpuBatchNormalization<TShape>.Backward(
            pass, input, savedFixed, outputGradient, inputGradient, gamma, gammaGradient, betaGradient, mask);
}
