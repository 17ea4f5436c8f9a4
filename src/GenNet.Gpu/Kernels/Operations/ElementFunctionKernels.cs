using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary><c>output[i] = f(input[i])</c>. The function is an argument: all threads take one way, and what they wait for is memory.</summary>
internal struct ElementFunctionForward : IGpuKernel<ElementFunctionForward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ElementFunction Function;
    public float First;
    public float Second;
    public long Count;

    public static void Run(ElementFunctionForward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Output[i] = DeviceElementFunctions.Of(kernel.Function, kernel.Input[i], kernel.First, kernel.Second);
    }
}

/// <summary><c>inputGradient[i] = outputGradient[i] · f′(input[i])</c>.</summary>
internal struct ElementFunctionBackward : IGpuKernel<ElementFunctionBackward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public ElementFunction Function;
    public float First;
    public float Second;
    public long Count;

    public static void Run(ElementFunctionBackward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.InputGradient[i] = kernel.OutputGradient[i] * DeviceElementFunctions.Derivative(kernel.Function, kernel.Input[i], kernel.Output[i], kernel.First, kernel.Second);
    }
}
