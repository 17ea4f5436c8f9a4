using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>The first half of each row times the sigmoid of the second.</summary>
internal struct GluForward : IGpuKernel<GluForward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public long Count;
    public int Half;

    public static void Run(GluForward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var at = (i / kernel.Half * kernel.Half) + i;
            kernel.Output[i] = kernel.Input[at] * Exponentials.Sigmoid(kernel.Input[at + kernel.Half]);
        }
    }
}

/// <summary>The gradients of both halves, in memory of their own or in the input's.</summary>
internal struct GluBackward : IGpuKernel<GluBackward>
{
    public ArrayView<float> Input;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public long Count;
    public int Half;

    public static void Run(GluBackward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var at = (i / kernel.Half * kernel.Half) + i;
            var value = kernel.Input[at];
            var gate = Exponentials.Sigmoid(kernel.Input[at + kernel.Half]);
            var gradient = kernel.OutputGradient[i];
            kernel.InputGradient[at] = gradient * gate;
            kernel.InputGradient[at + kernel.Half] = gradient * value * gate * (1 - gate);
        }
    }
}
