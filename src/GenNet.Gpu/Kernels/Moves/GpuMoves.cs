using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Values brought to other places.</summary>
internal static class GpuMoves
{
    private const int MostMatrices = 65535;

    /// <summary>Copies blocks: <c>to[i·toStride + k] = from[i·fromStride + k]</c>.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="blockSize">Values of a block.</param>
    /// <param name="from">The first block.</param>
    /// <param name="fromStride">From block to block.</param>
    /// <param name="to">Where the first block goes.</param>
    /// <param name="toStride">From block to block there.</param>
    /// <param name="accumulate">Whether they are added to what is there.</param>
    public static void CopyBlocks(in GpuPass pass, long blocks, int blockSize, GpuTensorRef from, int fromStride, GpuTensorRef to, int toStride, bool accumulate = false)
    {
        var count = blocks * blockSize;
        if (accumulate)
            pass.LaunchForEach(count, new BlockCopies<Add> { From = from.Rest, To = to.Rest, Count = count, BlockSize = blockSize, FromStride = fromStride, ToStride = toStride });
        else
            pass.LaunchForEach(count, new BlockCopies<Put> { From = from.Rest, To = to.Rest, Count = count, BlockSize = blockSize, FromStride = fromStride, ToStride = toStride });
    }

    /// <summary>Sets blocks to 0: <c>to[i·stride + k] = 0</c>.</summary>
    public static void ClearBlocks(in GpuPass pass, long blocks, int blockSize, GpuTensorRef to, int stride) =>
        pass.LaunchForEach(blocks * blockSize, new ClearedBlocks { To = to.Rest, Count = blocks * blockSize, BlockSize = blockSize, Stride = stride });

    /// <summary>Writes each row's values in the order of <paramref name="sizes"/>, read at <paramref name="strides"/>: a transposition of axes, or a repetition where a stride is 0.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="sizes">Sizes of the axes as they are written.</param>
    /// <param name="strides">Distances of neighbours along them where they are read.</param>
    /// <param name="from">The values.</param>
    /// <param name="fromRowSize">Values of a row of them.</param>
    /// <param name="to">Where they go.</param>
    public static void Map(in GpuPass pass, int rows, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, GpuTensorRef from, int fromRowSize, GpuTensorRef to)
    {
        var rowSize = 1;
        foreach (var size in sizes)
            rowSize *= size;
        var count = (long)rows * rowSize;
        pass.LaunchForEach(count, new MappedValues<float> { From = from.Rest, To = to.Rest, Map = AxisMap.Of(sizes, strides), Count = count, RowSize = rowSize, FromRowSize = fromRowSize });
    }

    /// <summary>Transposes matrices that lie one after another: (matrices, rows, columns) to (matrices, columns, rows).</summary>
    public static void Transpose(in GpuPass pass, int matrices, int rows, int columns, GpuTensorRef from, GpuTensorRef to)
    {
        const int tile = TransposedTiles.Tile;
        for (var first = 0; first < matrices; first += MostMatrices)
        {
            var offset = (long)first * rows * columns;
            var groups = new Index3D((rows + tile - 1) / tile, (columns + tile - 1) / tile, Math.Min(MostMatrices, matrices - first));
            pass.Launch(groups, pass.Accelerator.GroupSize, new TransposedTiles { From = from.Skip(offset).Rest, To = to.Skip(offset).Rest, Rows = rows, Columns = columns });
        }
    }

    /// <summary>(images, channels, pixels) to (images, pixels, channels).</summary>
    public static void ChannelsToLast(in GpuPass pass, int images, int channels, int pixels, GpuTensorRef from, GpuTensorRef to) => Transpose(pass, images, channels, pixels, from, to);

    /// <summary>(images, pixels, channels) to (images, channels, pixels).</summary>
    public static void ChannelsToFirst(in GpuPass pass, int images, int channels, int pixels, GpuTensorRef from, GpuTensorRef to) => Transpose(pass, images, pixels, channels, from, to);
}
