using ILGPU;
using System.Numerics;

namespace GenNet.Gpu.Kernels;

/// <summary>How threads are shared among rows of which each is worked on by some lanes of a group.</summary>
/// <param name="GroupSize">Threads of a group, a power of two.</param>
/// <param name="Count">Lanes of a row, a power of two.</param>
internal readonly record struct RowLanes(int GroupSize, int Count)
{
    // Values that a lane should have at least within a warp, whose lanes exchange them without waiting, and where more lanes than a warp's share a row.
    private const int ValuesPerLane = 2;
    private const int ValuesPerLaneBeyondAWarp = 32;

    /// <summary>Lanes for rows of <paramref name="size"/> values: of the size alone, so that a row's result doesn't depend on how many there are.</summary>
    public static RowLanes For(in GpuPass pass, int size)
    {
        var groupSize = pass.Accelerator.GroupSize;
        var within = Math.Min((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, size / ValuesPerLane)), WarpExchange.WarpSize);
        var beyond = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, size / ValuesPerLaneBeyondAWarp));
        return new(groupSize, Math.Min(Math.Max(within, beyond), groupSize));
    }

    /// <summary>Rows of a group.</summary>
    public int RowsPerGroup => GroupSize / Count;

    /// <summary>Enqueues a kernel that works on <paramref name="rows"/> rows, each group on some after another.</summary>
    public void Launch<TKernel>(in GpuPass pass, long rows, in TKernel kernel)
        where TKernel : struct, IGpuKernel<TKernel>
    {
        if (rows > 0)
            pass.Launch(new Index3D((int)Math.Min((rows + RowsPerGroup - 1) / RowsPerGroup, int.MaxValue), 1, 1), GroupSize, kernel);
    }
}

/// <summary>The row of a thread, and its lane, in a kernel launched by <see cref="RowLanes"/>.</summary>
[GpuKernel]
internal static class RowOfThread
{
    /// <summary>The row, which may be beyond the last: the thread must come to all barriers nevertheless.</summary>
    public static long Row(int lanes) => ((long)Grid.IdxX * (Group.DimX / lanes)) + (Group.IdxX / lanes);

    /// <summary>The lane.</summary>
    public static int Lane(int lanes) => Group.IdxX & (lanes - 1);
}
