using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>The mean of each channel on GPUs, of the positions that a mask leaves where there is one.</summary>
public static class GlobalAveragePoolingGpu<TShape>
    where TShape : struct, IGlobalPoolingShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef mask = default) =>
        GpuGlobalPooling.Mean(pass, GpuPositions<TShape>.Of(pass), TShape.Channels, TShape.ChannelsFirst, input, mask, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef mask = default) => Forward(pass, input, output, mask);

    /// <summary>Gradients: a position that the mask leaves out has none.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient, GpuTensorRef mask = default)
    {
        if (!inputGradient.IsNone)
            GpuGlobalPooling.MeanBackward(pass, GpuPositions<TShape>.Of(pass), TShape.Channels, TShape.ChannelsFirst, mask, outputGradient, inputGradient);
    }
}
