using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary><c>output[i] = f(input[i])</c>; both may be the same memory.</summary>
internal struct ActivationForward<TFunction> : IGpuKernel<ActivationForward<TFunction>>
    where TFunction : struct, IActivationFunction
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public long Count;

    public static void Run(ActivationForward<TFunction> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Output[i] = TFunction.Forward(kernel.Input[i]);
    }
}

/// <summary><c>inputGradient[i] = outputGradient[i] · f′(value[i])</c>; what value is, says <see cref="IActivationFunction.Derivative"/>.</summary>
internal struct ActivationBackward<TFunction> : IGpuKernel<ActivationBackward<TFunction>>
    where TFunction : struct, IActivationFunction
{
    public ArrayView<float> Value;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public long Count;

    public static void Run(ActivationBackward<TFunction> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.InputGradient[i] = kernel.OutputGradient[i] * TFunction.Derivative(kernel.Value[i]);
    }
}
