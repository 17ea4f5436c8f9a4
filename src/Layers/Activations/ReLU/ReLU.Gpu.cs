using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>The rectified linear unit on GPUs.</summary>
public static class ReLUGpu<TShape>
    where TShape : struct, IReLUShape
{
    private static FunctionParameters Parameters => new() { Slope = TShape.NegativeSlope, Threshold = TShape.Threshold, Limit = TShape.MaxValue, HasLimit = TShape.HasMaxValue ? 1 : 0 };

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) =>
        GpuParameterFunction<ReLUFunction>.Forward(pass, Parameters, TShape.RowSize, input, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient) =>
        GpuParameterFunction<ReLUFunction>.Backward(pass, Parameters, TShape.RowSize, input, outputGradient, inputGradient);
}

/// <summary>x above the threshold and up to the limit, damped below.</summary>
[GpuKernel]
internal readonly struct ReLUFunction : IParameterFunction
{
    public static float Forward(float x, FunctionParameters parameters)
    {
        if (x <= parameters.Threshold)
            return parameters.Slope == 0 ? 0f : (x - parameters.Threshold) * parameters.Slope;
        return parameters.HasLimit != 0 & x > parameters.Limit ? parameters.Limit : x;
    }

    // From the input, as the functions of TensorFlow that Keras composes have it: at the threshold 0, but the slope of leaky_relu without threshold and limit; at the limit 1, but 0 of relu6.
    public static float Derivative(float x, FunctionParameters parameters)
    {
        if (x < parameters.Threshold)
            return parameters.Slope;
        if (x == parameters.Threshold)
            return parameters.Threshold == 0 & parameters.HasLimit == 0 ? parameters.Slope : 0f;
        if (parameters.HasLimit == 0)
            return x > parameters.Threshold ? 1f : 0f;
        if (x == parameters.Limit)
            return parameters.Limit == 6 & parameters.Threshold == 0 ? 0f : 1f;
        return x < parameters.Limit ? 1f : 0f;
    }
}
