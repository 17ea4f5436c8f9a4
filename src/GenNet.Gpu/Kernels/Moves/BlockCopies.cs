using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Blocks of values copied or added from one place to another, as joining and splitting along an axis do: block i lies i strides behind the first one.</summary>
internal struct BlockCopies<TArrival> : IGpuKernel<BlockCopies<TArrival>>
    where TArrival : struct, IArrival
{
    public ArrayView<float> From;
    public ArrayView<float> To;
    public long Count;
    public int BlockSize;
    public int FromStride;
    public int ToStride;

    public static void Run(BlockCopies<TArrival> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var block = i / kernel.BlockSize;
            var inBlock = i - (block * kernel.BlockSize);
            var value = kernel.From[(block * kernel.FromStride) + inBlock];
            var to = (block * kernel.ToStride) + inBlock;
            kernel.To[to] = TArrival.NeedsBefore ? TArrival.Of(kernel.To[to], value) : value;
        }
    }
}

/// <summary>Blocks of zeros: block i lies i strides behind the first one.</summary>
internal struct ClearedBlocks : IGpuKernel<ClearedBlocks>
{
    public ArrayView<float> To;
    public long Count;
    public int BlockSize;
    public int Stride;

    public static void Run(ClearedBlocks kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var block = i / kernel.BlockSize;
            kernel.To[(block * kernel.Stride) + i - (block * kernel.BlockSize)] = 0f;
        }
    }
}

/// <summary>Rows in which values are put in another order of axes, or repeated: <c>to[i] = from[map(i)]</c>.</summary>
internal struct MappedValues<T> : IGpuKernel<MappedValues<T>>
    where T : unmanaged
{
    public ArrayView<T> From;
    public ArrayView<T> To;
    public AxisMap Map;
    public long Count;

    /// <summary>Values of a row of what is written.</summary>
    public int RowSize;

    /// <summary>Values of a row of what is read.</summary>
    public int FromRowSize;

    /// <summary>Where the map begins in a row of what is read: not at 0 where it goes back.</summary>
    public int Start;

    public static void Run(MappedValues<T> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.RowSize;
            kernel.To[i] = kernel.From[(row * kernel.FromRowSize) + kernel.Start + AxisMap.Offset(kernel.Map, (int)(i - (row * kernel.RowSize)))];
        }
    }
}

/// <summary>
/// A batch of matrices transposed, a tile of 16 by 16 a group: what is read along rows is written along columns, through shared memory, so that both go along memory.
/// </summary>
internal struct TransposedTiles : IGpuKernel<TransposedTiles>
{
    /// <summary>Rows and columns of a tile.</summary>
    public const int Tile = 16;

    public ArrayView<float> From;
    public ArrayView<float> To;
    public int Rows;
    public int Columns;

    public static void Run(TransposedTiles kernel)
    {
        // A column more than there is, so that columns lie in different banks.
        var shared = SharedMemory.Allocate<float>(Tile * (Tile + 1));
        var begin = (long)Grid.IdxZ * kernel.Rows * kernel.Columns;
        var firstRow = Grid.IdxX * Tile;
        var firstColumn = Grid.IdxY * Tile;
        for (var i = Group.IdxX; i < Tile * Tile; i += Group.DimX)
        {
            var row = firstRow + (i / Tile);
            var column = firstColumn + (i % Tile);
            if (row < kernel.Rows & column < kernel.Columns)
                shared[(i / Tile * (Tile + 1)) + (i % Tile)] = kernel.From[begin + ((long)row * kernel.Columns) + column];
        }
        Group.Barrier();
        for (var i = Group.IdxX; i < Tile * Tile; i += Group.DimX)
        {
            var row = firstRow + (i % Tile);
            var column = firstColumn + (i / Tile);
            if (row < kernel.Rows & column < kernel.Columns)
                kernel.To[begin + ((long)column * kernel.Rows) + row] = shared[(i % Tile * (Tile + 1)) + (i / Tile)];
        }
    }
}
