using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Gaussian noise on GPUs.</summary>
public static class GaussianNoiseGpu<TShape>
    where TShape : struct, IGaussianNoiseShape
{
    /// <summary>Inference: the values as they are.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuValues.Copy(pass, input, output, (long)pass.Rows * TShape.RowSize);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuNoise<TShape>.Run(pass, input, output, multiplies: false);

    /// <summary>Gradients: what is added changes none.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Forward(pass, outputGradient, inputGradient);
    }
}
