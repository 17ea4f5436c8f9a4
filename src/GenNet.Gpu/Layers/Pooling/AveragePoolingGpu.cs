using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Average pooling on GPUs.</summary>
public static class AveragePoolingGpu<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuPooling<TShape>.Mean(pass, input, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            GpuPooling<TShape>.MeanBackward(pass, outputGradient, inputGradient);
    }
}
