using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Masking on GPUs.</summary>
public static class MaskingGpu<TShape>
    where TShape : struct, IMaskingShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputMask = default) => Run(pass, input, input, output, outputMask);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputMask = default) => Forward(pass, input, output, outputMask);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient, GpuTensorRef outputMask = default)
    {
        if (!inputGradient.IsNone)
            Run(pass, input, outputGradient, inputGradient, default);
    }

    private static void Run(in GpuPass pass, GpuTensorRef input, GpuTensorRef from, GpuTensorRef to, GpuTensorRef mask)
    {
        var count = (long)pass.Rows * TShape.Timesteps;
        pass.LaunchForEach(count, new MaskedTimesteps
        {
            Input = input.Rest,
            From = from.Rest,
            To = to.Rest,
            Mask = mask.Or(to).Rest.Cast<byte>(),
            HasMask = mask.IsNone ? 0 : 1,
            MaskValue = TShape.MaskValue,
            Features = TShape.Features,
            Count = count,
        });
    }
}

/// <summary>What passes where a timestep counts, and 0 elsewhere: it counts where it has a value that isn't padding's, and NaN is none.</summary>
internal struct MaskedTimesteps : IGpuKernel<MaskedTimesteps>
{
    public ArrayView<float> Input;
    public ArrayView<float> From;
    public ArrayView<float> To;
    public ArrayView<byte> Mask;
    public int HasMask;
    public float MaskValue;
    public int Features;
    public long Count;

    public static void Run(MaskedTimesteps kernel)
    {
        for (var step = Threads.First; step < kernel.Count; step += Threads.Step)
        {
            var first = step * kernel.Features;
            var others = 0;
            for (var i = 0; i < kernel.Features; i++)
                others += kernel.Input[first + i] == kernel.MaskValue ? 0 : 1;
            for (var i = 0; i < kernel.Features; i++)
                kernel.To[first + i] = others > 0 ? kernel.From[first + i] : 0f;
            if (kernel.HasMask != 0)
                kernel.Mask[step] = others > 0 ? (byte)1 : (byte)0;
        }
    }
}
