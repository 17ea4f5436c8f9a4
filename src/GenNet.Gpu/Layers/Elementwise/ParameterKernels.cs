using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>What a function of one value has besides it: numbers of the layer, which every function reads as its own.</summary>
internal struct FunctionParameters
{
    public float Slope;
    public float Threshold;
    public float Limit;

    /// <summary>1 where there is a limit, else 0.</summary>
    public int HasLimit;
}

/// <summary>A function of one value with numbers of a layer.</summary>
[GpuKernel]
internal interface IParameterFunction
{
    /// <summary>The function.</summary>
    static abstract float Forward(float x, FunctionParameters parameters);

    /// <summary>Its derivative from the input.</summary>
    static abstract float Derivative(float x, FunctionParameters parameters);
}

/// <summary>Functions of values with numbers of a layer.</summary>
internal static class GpuParameterFunction<TFunction>
    where TFunction : struct, IParameterFunction
{
    /// <summary><c>output[i] = f(input[i])</c>.</summary>
    public static void Forward(in GpuPass pass, in FunctionParameters parameters, int rowSize, GpuTensorRef input, GpuTensorRef output)
    {
        var count = pass.Rows * (long)rowSize;
        pass.LaunchForEach(count, new ParameterForward<TFunction> { Input = input.Rest, Output = output.Rest, Parameters = parameters, Count = count });
    }

    /// <summary><c>inputGradient[i] = outputGradient[i] · f′(input[i])</c>; nothing where nobody wants it.</summary>
    public static void Backward(in GpuPass pass, in FunctionParameters parameters, int rowSize, GpuTensorRef input, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var count = pass.Rows * (long)rowSize;
        pass.LaunchForEach(
            count, new ParameterBackward<TFunction> { Input = input.Rest, OutputGradient = outputGradient.Rest, InputGradient = inputGradient.Rest, Parameters = parameters, Count = count });
    }
}

/// <summary><c>output[i] = f(input[i])</c>.</summary>
internal struct ParameterForward<TFunction> : IGpuKernel<ParameterForward<TFunction>>
    where TFunction : struct, IParameterFunction
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public FunctionParameters Parameters;
    public long Count;

    public static void Run(ParameterForward<TFunction> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Output[i] = TFunction.Forward(kernel.Input[i], kernel.Parameters);
    }
}

/// <summary><c>inputGradient[i] = outputGradient[i] · f′(input[i])</c>.</summary>
internal struct ParameterBackward<TFunction> : IGpuKernel<ParameterBackward<TFunction>>
    where TFunction : struct, IParameterFunction
{
    public ArrayView<float> Input;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public FunctionParameters Parameters;
    public long Count;

    public static void Run(ParameterBackward<TFunction> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.InputGradient[i] = kernel.OutputGradient[i] * TFunction.Derivative(kernel.Input[i], kernel.Parameters);
    }
}
