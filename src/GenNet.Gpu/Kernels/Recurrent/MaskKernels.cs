using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Dropout masks as factors: 0 for what drops, a scale for the rest. The draws are those of <see cref="GenNet.Kernels.GateMasks"/>.</summary>
internal struct DrawnMasks : IGpuKernel<DrawnMasks>
{
    public ArrayView<float> Masks;
    public ulong Key;
    public ulong Stream;
    public ulong FirstWord;

    /// <summary>Words below it drop.</summary>
    public uint Threshold;

    public float Scale;
    public long Count;

    public static void Run(DrawnMasks kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Masks[i] = DevicePhilox.WordAt(kernel.Key, kernel.Stream, kernel.FirstWord + (ulong)i) >= kernel.Threshold ? kernel.Scale : 0f;
    }
}

/// <summary>Sequences times a mask a row, the same at all timesteps, put into other memory or added there: (rows, times, size).</summary>
internal struct MaskedSequences<TArrival> : IGpuKernel<MaskedSequences<TArrival>>
    where TArrival : struct, IArrival
{
    public ArrayView<float> From;
    public ArrayView<float> Masks;
    public ArrayView<float> To;
    public long FromStride;
    public int Times;
    public int Size;
    public long Count;

    public static void Run(MaskedSequences<TArrival> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var at = i / kernel.Size;
            var inValue = i - (at * kernel.Size);
            var value = kernel.From[(at * kernel.FromStride) + inValue] * kernel.Masks[(at / kernel.Times * kernel.Size) + inValue];
            kernel.To[i] = TArrival.NeedsBefore ? TArrival.Of(kernel.To[i], value) : value;
        }
    }
}
