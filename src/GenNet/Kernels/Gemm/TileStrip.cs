using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Kernels;

/// <summary>Any number of rows by up to two registers of columns, put together of <see cref="Tile{TVector, TSimd, TLayout, TRows, TColumns}"/>.</summary>
internal static unsafe class TileStrip<TVector, TSimd, TLayout>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
    where TLayout : struct, ITileLayout
{
    private const int LargestTile = 12 * 32;

    /// <summary>Columns of a strip: two registers.</summary>
    public static int Width => 2 * TSimd.Count;

    /// <summary>Computes <paramref name="rows"/> rows of <paramref name="columns"/> columns; B has a full strip's columns in memory all the same.</summary>
    /// <param name="strip">Where the first row is.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">1 to <see cref="Width"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in TileArguments strip, int rows, int columns)
    {
        var tile = strip;
        // With something to be added, bounds are for the sum.
        if (strip.Added != null)
            tile.Bounds = OutputBounds.None;
        var wide = columns > TSimd.Count;
        var whole = columns == (wide ? Width : TSimd.Count);
        // Tiles as equal as can be: a last one of a row or two would wait for its few sums most of the time.
        for (var tiles = (rows + TSimd.TileRows - 1) / TSimd.TileRows; tiles > 0; tiles--)
        {
            var tileRows = (rows + tiles - 1) / tiles;
            if (tile.StartStride != 0)
                Prefetch(tile.Start, tile.StartStride, tileRows);
            if (whole)
                Run(&tile, tileRows, wide);
            else
                RunPart(tile, tileRows, columns, wide);
            if (tile.Added != null)
            {
                TileSum<TVector, TSimd>.Add(tile.C, tile.Added, tile.CStride, tileRows, columns, strip.Bounds);
                tile.Added += tileRows * tile.CStride;
            }
            rows -= tileRows;
            tile.A += tileRows * (TLayout.IsDepthContiguous ? tile.AStride : 1);
            tile.C += tileRows * tile.CStride;
            tile.Start += tileRows * tile.StartStride;
        }
    }

    /// <summary>What the sums are added to lies far apart: it comes while they are computed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(float* start, nint stride, int rows)
    {
        if (!Sse.IsSupported)
            return;
        for (var row = 0; row < rows; row++, start += stride)
        {
            Sse.Prefetch0(start);
            Sse.Prefetch0(start + Width - 1);
        }
    }

    /// <summary>A tile whose last register of columns is wider than C: computed beside C and copied.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPart(TileArguments tile, int rows, int columns, bool wide)
    {
        var values = stackalloc float[LargestTile];
        for (var row = 0; row < rows; row++)
            Copy(tile.Start + (row * tile.StartStride), values + (row * Width), columns);
        var c = tile.C;
        var cStride = tile.CStride;
        tile.Start = tile.C = values;
        tile.StartStride = tile.CStride = Width;
        Run(&tile, rows, wide);
        for (var row = 0; row < rows; row++)
            Copy(values + (row * Width), c + (row * cStride), columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* from, float* to, int count) => new ReadOnlySpan<float>(from, count).CopyTo(new(to, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(TileArguments* tile, int rows, bool wide)
    {
        if (wide)
            Run<Two>(tile, rows);
        else
            Run<One>(tile, rows);
    }

    private static void Run<TColumns>(TileArguments* tile, int rows)
        where TColumns : struct, IConstant
    {
        switch (rows)
        {
            case 1: Tile<TVector, TSimd, TLayout, One, TColumns>.Run(tile); break;
            case 2: Tile<TVector, TSimd, TLayout, Two, TColumns>.Run(tile); break;
            case 3: Tile<TVector, TSimd, TLayout, Three, TColumns>.Run(tile); break;
            case 4: Tile<TVector, TSimd, TLayout, Four, TColumns>.Run(tile); break;
            case 5: Tile<TVector, TSimd, TLayout, Five, TColumns>.Run(tile); break;
            case 6: Tile<TVector, TSimd, TLayout, Six, TColumns>.Run(tile); break;
            case 7: Tile<TVector, TSimd, TLayout, Seven, TColumns>.Run(tile); break;
            case 8: Tile<TVector, TSimd, TLayout, Eight, TColumns>.Run(tile); break;
            case 9: Tile<TVector, TSimd, TLayout, Nine, TColumns>.Run(tile); break;
            case 10: Tile<TVector, TSimd, TLayout, Ten, TColumns>.Run(tile); break;
            case 11: Tile<TVector, TSimd, TLayout, Eleven, TColumns>.Run(tile); break;
            default: Tile<TVector, TSimd, TLayout, Twelve, TColumns>.Run(tile); break;
        }
    }
}
