using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>An activation on GPUs.</summary>
public static class ActivationGpu<TShape>
    where TShape : struct, IActivationShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) =>
        GpuActivations.Forward(pass, TShape.Activation, input, output, (long)pass.Rows * TShape.RowSize, TShape.LastAxis);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            GpuActivations.Backward(pass, TShape.Activation, input, output, outputGradient, inputGradient, (long)pass.Rows * TShape.RowSize, TShape.LastAxis);
    }
}
