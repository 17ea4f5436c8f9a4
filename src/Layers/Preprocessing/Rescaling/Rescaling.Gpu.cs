using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Rescaling on GPUs.</summary>
public static class RescalingGpu<TShape>
    where TShape : struct, IRescalingShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Run(pass, input, output, adds: true);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Run(pass, outputGradient, inputGradient, adds: false);
    }

    private static void Run(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, bool adds)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        pass.LaunchForEach(count, new RescaledValues
        {
            From = from.Rest,
            To = to.Rest,
            Scale = pass.Accelerator.Tables.Of<Scales, float>(static () => [.. TShape.Scale]),
            Offset = pass.Accelerator.Tables.Of<Offsets, float>(static () => [.. TShape.Offset]),
            Scales = TShape.Scale.Length,
            Offsets = TShape.Offset.Length,
            Adds = adds ? 1 : 0,
            Count = count,
        });
    }

    private readonly struct Scales;

    private readonly struct Offsets;
}

/// <summary>x · scale + offset, each one number or one for each element of the last axis.</summary>
internal struct RescaledValues : IGpuKernel<RescaledValues>
{
    public ArrayView<float> From;
    public ArrayView<float> To;
    public ArrayView<float> Scale;
    public ArrayView<float> Offset;
    public int Scales;
    public int Offsets;
    public int Adds;
    public long Count;

    public static void Run(RescaledValues kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var value = kernel.From[i] * kernel.Scale[i % kernel.Scales];
            kernel.To[i] = kernel.Adds != 0 ? value + kernel.Offset[i % kernel.Offsets] : value;
        }
    }
}
