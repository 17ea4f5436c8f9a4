using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Layer normalization on GPUs, each group in one pass. Mean and 1 / √(variance + epsilon) of each are kept for the backward pass.</summary>
public static class LayerNormalizationGpu<TShape>
    where TShape : struct, ILayerNormalizationShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef gamma = default, GpuTensorRef beta = default) =>
        ForwardTraining(pass, input, output, saved: default, gamma, beta);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef saved, GpuTensorRef gamma = default, GpuTensorRef beta = default) =>
        GpuGroupNormalizing<TShape>.Forward(pass, isCentered: true, TShape.Epsilon, input, gamma, beta, output, saved);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass,
        GpuTensorRef input,
        GpuTensorRef output,
        GpuTensorRef saved,
        GpuTensorRef outputGradient,
        GpuTensorRef inputGradient,
        GpuTensorRef gamma = default,
        GpuTensorRef beta = default,
        GpuTensorRef gammaGradient = default,
        GpuTensorRef betaGradient = default) =>
        GpuGroupNormalizing<TShape>.Backward(pass, isCentered: true, input, gamma, saved, outputGradient, inputGradient, gammaGradient, betaGradient);
}
