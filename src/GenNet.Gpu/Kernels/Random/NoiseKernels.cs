using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Values with normal noise: x + noise, or x · (1 + noise). The draws are those of <see cref="GenNet.Kernels.NormalBlock"/>, drawn anew wherever they are needed.</summary>
internal struct NoisyValues : IGpuKernel<NoisyValues>
{
    private const int Block = GenNet.Kernels.NormalBlock.Size;
    private const int Half = Block / 2;

    public ArrayView<float> From;
    public ArrayView<float> To;
    public ulong Key;
    public ulong Stream;
    public float Deviation;

    /// <summary>1 where values are multiplied by 1 + noise, 0 where noise is added.</summary>
    public int Multiplies;

    public long Count;

    public static void Run(NoisyValues kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var noise = NormalAt(kernel.Key, kernel.Stream, i) * kernel.Deviation;
            kernel.To[i] = kernel.Multiplies != 0 ? kernel.From[i] * (1 + noise) : kernel.From[i] + noise;
        }
    }

    // √(−2·ln u)·cos φ of the first half of a block, and √(−2·ln u)·sin φ of the second.
    private static float NormalAt(ulong key, ulong stream, long index)
    {
        var first = index / Block * Block;
        var inBlock = (int)(index - first);
        var pair = inBlock % Half;
        var ofRadius = DevicePhilox.WordAt(key, stream, (ulong)(first + pair));
        var ofAngle = DevicePhilox.WordAt(key, stream, (ulong)(first + Half + pair));
        var u = (float)((int)(ofRadius >> 8) + 1) * (1f / (1 << 24));
        var square = Exponentials.Log(u) * -2;
        var radius = MathF.Sqrt(square < 0 ? 0f : square);
        // Two bits say which quarter of the circle, the others where in it.
        var quarter = (int)(ofAngle >> 30) + (inBlock < Half ? 1 : 0);
        var inQuarter = (((float)(int)((ofAngle << 2) >> 8) * (1f / (1 << 24))) - 0.5f) * 1.5707963f;
        var value = (quarter & 1) != 0 ? Trigonometry.Cos(inQuarter) : Trigonometry.Sin(inQuarter);
        return (quarter & 2) != 0 ? -radius * value : radius * value;
    }
}
