using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Dropout of whichever kind on GPUs, with the CPU's masks; see <see cref="DropoutKernel{TShape}"/>.</summary>
public static class DropoutGpu<TShape>
    where TShape : struct, IDropoutShape
{
    /// <summary>Inference: the values as they are.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuDropout<TShape>.Forward(pass, input, output);

    /// <summary>Forward in training; the values as they are where the pass is an inference run.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuDropout<TShape>.ForwardTraining(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient) =>
        GpuDropout<TShape>.Backward(pass, outputGradient, inputGradient);
}
