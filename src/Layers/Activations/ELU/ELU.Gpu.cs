using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>ELU on GPUs.</summary>
public static class ELUGpu<TShape>
    where TShape : struct, IELUShape
{
    private static FunctionParameters Parameters => new() { Slope = TShape.Alpha };

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) =>
        GpuParameterFunction<ELUFunction>.Forward(pass, Parameters, TShape.RowSize, input, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient) =>
        GpuParameterFunction<ELUFunction>.Backward(pass, Parameters, TShape.RowSize, input, outputGradient, inputGradient);
}

/// <summary>x above 0, alpha · (eˣ − 1) below.</summary>
[GpuKernel]
internal readonly struct ELUFunction : IParameterFunction
{
    public static float Forward(float x, FunctionParameters parameters) => x > 0 ? x : parameters.Slope * ELUActivation.Forward(x);

    // At 0 that of TensorFlow's elu, 1; with another alpha Keras selects, and there it is alpha.
    public static float Derivative(float x, FunctionParameters parameters) => x > 0 ? 1f : parameters.Slope * (ELUActivation.Forward(x) + 1);
}
