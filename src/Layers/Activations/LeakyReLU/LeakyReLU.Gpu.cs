using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>LeakyReLU on GPUs.</summary>
public static class LeakyReLUGpu<TShape>
    where TShape : struct, ILeakyReLUShape
{
    private static FunctionParameters Parameters => new() { Slope = TShape.NegativeSlope };

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) =>
        GpuParameterFunction<LeakyReLUFunction>.Forward(pass, Parameters, TShape.RowSize, input, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient) =>
        GpuParameterFunction<LeakyReLUFunction>.Backward(pass, Parameters, TShape.RowSize, input, outputGradient, inputGradient);
}

/// <summary>x above 0, slope · x below.</summary>
[GpuKernel]
internal readonly struct LeakyReLUFunction : IParameterFunction
{
    public static float Forward(float x, FunctionParameters parameters) => x > 0 ? x : x * parameters.Slope;

    public static float Derivative(float x, FunctionParameters parameters) => x > 0 ? 1f : parameters.Slope;
}
