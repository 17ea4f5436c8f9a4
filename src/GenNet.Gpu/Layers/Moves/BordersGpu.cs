using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Zeros around what there is, or less of it, on GPUs. The gradient of the one is the other.</summary>
public static class BordersGpu<TShape>
    where TShape : struct, IBordersShape
{
    private static GpuVolume InputSize => GpuVolume.Of(VolumeSize.Of(TShape.InputSize));

    private static GpuVolume OutputSize => GpuVolume.Of(VolumeSize.Of(TShape.OutputSize));

    private static GpuVolume Before => GpuVolume.Of(VolumeSize.Of(TShape.Before, missing: 0));

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
    {
        switch (TShape.ElementSize)
        {
            case sizeof(byte): Move<byte>(pass, input, InputSize, output, OutputSize, Before); break;
            case sizeof(float): Move<float>(pass, input, InputSize, output, OutputSize, Before); break;
            // Eight bytes may lie where a device doesn't read them at once.
            default: Move<float>(pass, input, InputSize, output, OutputSize, Before, words: 2); break;
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var before = Before;
        Move<float>(pass, outputGradient, OutputSize, inputGradient, InputSize, new() { Depth = -before.Depth, Height = -before.Height, Width = -before.Width });
    }

    private static void Move<T>(in GpuPass pass, GpuTensorRef from, GpuVolume source, GpuTensorRef to, GpuVolume target, GpuVolume before, int words = 1)
        where T : unmanaged
    {
        var count = Count(pass, target) * words;
        pass.LaunchForEach(count, new MovedVolume<T>
        {
            From = from.Elements<T>(Count(pass, source) * words),
            To = to.Elements<T>(count),
            Source = source,
            Target = target,
            Before = before,
            PixelSize = TShape.PixelSize * words,
            Count = count,
        });
    }

    private static long Count(in GpuPass pass, GpuVolume size) => (long)pass.Rows * TShape.Planes * size.Depth * size.Height * size.Width * TShape.PixelSize;
}
