using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Gaussian dropout on GPUs.</summary>
public static class GaussianDropoutGpu<TShape>
    where TShape : struct, IGaussianDropoutShape
{
    /// <summary>Inference: the values as they are.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuValues.Copy(pass, input, output, (long)pass.Rows * TShape.RowSize);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuNoise<TShape>.Run(pass, input, output, multiplies: true);

    /// <summary>Gradients: those of the output times the same noise.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            GpuNoise<TShape>.Run(pass, outputGradient, inputGradient, multiplies: true);
    }
}
