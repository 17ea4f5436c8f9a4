using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>The largest value of each channel on GPUs.</summary>
public static class GlobalMaxPoolingGpu<TShape>
    where TShape : struct, IGlobalPoolingShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) =>
        GpuGlobalPooling.Largest(pass, GpuPositions<TShape>.Of(pass), TShape.Channels, TShape.ChannelsFirst, input, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients: equal values share it, as in TensorFlow's reduce_max.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            GpuGlobalPooling.LargestBackward(pass, GpuPositions<TShape>.Of(pass), TShape.Channels, TShape.ChannelsFirst, input, output, outputGradient, inputGradient);
    }
}
