using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Which elements a thread takes where threads take them in turn.</summary>
[GpuKernel]
internal static class Threads
{
    /// <summary>The first one.</summary>
    public static long First => ((long)Grid.IdxX * Group.DimX) + Group.IdxX;

    /// <summary>From one to the next.</summary>
    public static long Step => (long)Grid.DimX * Group.DimX;
}
