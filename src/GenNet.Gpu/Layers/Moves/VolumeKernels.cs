using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Sizes of a volume's axes, or distances along them.</summary>
internal struct GpuVolume
{
    public int Depth;
    public int Height;
    public int Width;

    /// <summary>The same for kernels.</summary>
    public static GpuVolume Of(in GenNet.Kernels.VolumeSize size) => new() { Depth = size.Depth, Height = size.Height, Width = size.Width };
}

/// <summary>Positions of a volume moved by some distance into another, whose other positions are 0.</summary>
internal struct MovedVolume<T> : IGpuKernel<MovedVolume<T>>
    where T : unmanaged
{
    public ArrayView<T> From;
    public ArrayView<T> To;
    public GpuVolume Source;
    public GpuVolume Target;
    public GpuVolume Before;
    public int PixelSize;
    public long Count;

    public static void Run(MovedVolume<T> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var position = i / kernel.PixelSize;
            var line = position / kernel.Target.Width;
            var slice = line / kernel.Target.Height;
            var plane = slice / kernel.Target.Depth;
            var x = (int)(position - (line * kernel.Target.Width)) - kernel.Before.Width;
            var y = (int)(line - (slice * kernel.Target.Height)) - kernel.Before.Height;
            var z = (int)(slice - (plane * kernel.Target.Depth)) - kernel.Before.Depth;
            var value = default(T);
            if ((uint)x < (uint)kernel.Source.Width & (uint)y < (uint)kernel.Source.Height & (uint)z < (uint)kernel.Source.Depth)
            {
                var at = (((((plane * kernel.Source.Depth) + z) * kernel.Source.Height) + y) * kernel.Source.Width) + x;
                value = kernel.From[(at * kernel.PixelSize) + i - (position * kernel.PixelSize)];
            }
            kernel.To[i] = value;
        }
    }
}

/// <summary>Each position of a volume several times along each axis.</summary>
internal struct RepeatedVolume<T> : IGpuKernel<RepeatedVolume<T>>
    where T : unmanaged
{
    public ArrayView<T> From;
    public ArrayView<T> To;
    public GpuVolume Source;
    public GpuVolume Repeats;
    public int PixelSize;
    public long Count;

    public static void Run(RepeatedVolume<T> kernel)
    {
        var width = kernel.Source.Width * kernel.Repeats.Width;
        var height = kernel.Source.Height * kernel.Repeats.Height;
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var position = i / kernel.PixelSize;
            var line = position / width;
            var slice = line / height;
            var x = (position - (line * width)) / kernel.Repeats.Width;
            var y = (line - (slice * height)) / kernel.Repeats.Height;
            var at = ((((slice / kernel.Repeats.Depth) * kernel.Source.Height) + y) * kernel.Source.Width) + x;
            kernel.To[i] = kernel.From[(at * kernel.PixelSize) + i - (position * kernel.PixelSize)];
        }
    }
}

/// <summary>The gradient of <see cref="RepeatedVolume{T}"/>: the sum of those of all that a position became, in their order.</summary>
internal struct RepeatedVolumeSums : IGpuKernel<RepeatedVolumeSums>
{
    public ArrayView<float> From;
    public ArrayView<float> To;
    public GpuVolume Source;
    public GpuVolume Repeats;
    public int PixelSize;
    public long Count;

    public static void Run(RepeatedVolumeSums kernel)
    {
        var width = kernel.Source.Width * kernel.Repeats.Width;
        var height = kernel.Source.Height * kernel.Repeats.Height;
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var position = i / kernel.PixelSize;
            var line = position / kernel.Source.Width;
            var slice = line / kernel.Source.Height;
            var x = (position - (line * kernel.Source.Width)) * kernel.Repeats.Width;
            var y = (line - (slice * kernel.Source.Height)) * kernel.Repeats.Height;
            var sum = 0f;
            for (var dz = 0; dz < kernel.Repeats.Depth; dz++)
            {
                for (var dy = 0; dy < kernel.Repeats.Height; dy++)
                {
                    var first = (((((slice * kernel.Repeats.Depth) + dz) * height) + y + dy) * width) + x;
                    for (var dx = 0; dx < kernel.Repeats.Width; dx++)
                        sum += kernel.From[((first + dx) * kernel.PixelSize) + i - (position * kernel.PixelSize)];
                }
            }
            kernel.To[i] = sum;
        }
    }
}
