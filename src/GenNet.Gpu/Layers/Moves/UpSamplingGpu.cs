using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Repeated positions on GPUs. The gradient of one is the sum of those of all that it became.</summary>
public static class UpSamplingGpu<TShape>
    where TShape : struct, IUpSamplingShape
{
    private static GpuVolume Size => GpuVolume.Of(VolumeSize.Of(TShape.InputSize));

    private static GpuVolume Repeats => GpuVolume.Of(VolumeSize.Of(TShape.Repeats));

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
    {
        switch (TShape.ElementSize)
        {
            case sizeof(byte): Repeat<byte>(pass, input, output); break;
            case sizeof(float): Repeat<float>(pass, input, output); break;
            // Eight bytes may lie where a device doesn't read them at once.
            default: Repeat<float>(pass, input, output, words: 2); break;
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var count = Count(pass);
        pass.LaunchForEach(
            count, new RepeatedVolumeSums { From = outputGradient.Rest, To = inputGradient.Rest, Source = Size, Repeats = Repeats, PixelSize = TShape.PixelSize, Count = count });
    }

    private static void Repeat<T>(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, int words = 1)
        where T : unmanaged
    {
        var count = Count(pass) * words * Repeats.Depth * Repeats.Height * Repeats.Width;
        pass.LaunchForEach(
            count, new RepeatedVolume<T> { From = input.Elements<T>(Count(pass) * words), To = output.Elements<T>(count), Source = Size, Repeats = Repeats, PixelSize = TShape.PixelSize * words, Count = count });
    }

    private static long Count(in GpuPass pass) => (long)pass.Rows * TShape.Planes * Size.Depth * Size.Height * Size.Width * TShape.PixelSize;
}
