using ILGPU;
using System.Numerics;

namespace GenNet.Gpu.Kernels;

/// <summary>Sums of a matrix's columns, as a bias' gradient is.</summary>
internal static class GpuColumnSums
{
    private const int WidestBlock = 32;
    private const int RowsPerThread = 16;
    private const int MaxPieces = 256;

    /// <summary>
    /// Adds to <paramref name="sums"/> the sum of every column. Rows are summed in pieces, whose number depends on sizes and device alone, and then the pieces in order.
    /// </summary>
    public static void Add(in GpuPass pass, int rows, int columns, GpuTensorRef values, GpuTensorRef sums)
    {
        if (rows == 0 || columns == 0)
            return;
        var threads = pass.Accelerator.GroupSize;
        var width = Math.Min(Math.Min(WidestBlock, threads / 2), (int)BitOperations.RoundUpToPowerOf2((uint)columns));
        var blocks = (columns + width - 1) / width;
        var pieces = Math.Clamp(rows / (threads / width * RowsPerThread), 1, Math.Clamp(KernelLaunch.ManyGroups(pass) / blocks, 1, MaxPieces));
        var parts = pieces == 1 ? sums : pass.Workspace((long)pieces * columns);
        pass.Launch(
            new Index3D(blocks, pieces, 1),
            threads,
            new ColumnPieces { Values = values.Rest, Sums = parts.Rest, Rows = rows, Columns = columns, Width = width, Pieces = pieces, Accumulates = pieces == 1 ? 1 : 0 });
        if (pieces > 1)
            SumParts(pass, parts, pieces, sums, columns, accumulate: true);
    }

    /// <summary>Sums parts: <c>to[i] = start + Σ from[part · count + i]</c>, which are the columns of a matrix of few rows.</summary>
    public static void SumParts(in GpuPass pass, GpuTensorRef from, int parts, GpuTensorRef to, long count, bool accumulate)
    {
        if (count == 0)
            return;
        var columns = checked((int)count);
        var width = PartLanes.Width(pass.Accelerator.GroupSize, parts);
        pass.Launch(
            new Index3D((columns + width - 1) / width, 1, 1),
            pass.Accelerator.GroupSize,
            new ColumnPieces { Values = from.Rest, Sums = to.Rest, Rows = parts, Columns = columns, Width = width, Pieces = 1, Accumulates = accumulate ? 1 : 0 });
    }
}

/// <summary>The sums of <see cref="Width"/> columns in one piece of the rows.</summary>
internal struct ColumnPieces : IGpuKernel<ColumnPieces>
{
    public ArrayView<float> Values;

    /// <summary>Of each piece one sum a column.</summary>
    public ArrayView<float> Sums;

    public int Rows;
    public int Columns;

    /// <summary>Columns of a group, a power of two.</summary>
    public int Width;

    public int Pieces;

    /// <summary>1 where sums are added to what is there, else 0.</summary>
    public int Accumulates;

    public static void Run(ColumnPieces kernel)
    {
        var shared = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var thread = Group.IdxX;
        var column = (Grid.IdxX * kernel.Width) + (thread & (kernel.Width - 1));
        var first = (int)((long)Grid.IdxY * kernel.Rows / kernel.Pieces);
        var end = (int)((long)(Grid.IdxY + 1) * kernel.Rows / kernel.Pieces);
        var sum = 0f;
        if (column < kernel.Columns)
        {
            for (var row = first + (thread / kernel.Width); row < end; row += Group.DimX / kernel.Width)
                sum += kernel.Values[((long)row * kernel.Columns) + column];
        }
        shared[thread] = sum;
        Group.Barrier();
        for (var half = Group.DimX >> 1; half >= kernel.Width; half >>= 1)
        {
            if (thread < half)
                shared[thread] += shared[thread + half];
            Group.Barrier();
        }
        if (thread < kernel.Width & column < kernel.Columns)
        {
            var at = ((long)Grid.IdxY * kernel.Columns) + column;
            kernel.Sums[at] = kernel.Accumulates != 0 ? kernel.Sums[at] + shared[thread] : shared[thread];
        }
    }
}
