using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>
/// Copies the right factor of a product into panels as wide as a <see cref="TileStrip{TVector, TSimd, TLayout}"/>, each contiguous, rows of
/// the depth one after another. What fills up the last panel is any numbers, and so is what a product makes
/// of them.
/// </summary>
internal static unsafe class PackedPanels
{
    /// <summary>Copies <paramref name="depth"/> rows of <paramref name="columns"/> columns into a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<TVector, TSimd>(float* from, nint stride, nint depth, int columns, float* panel)
        where TVector : struct
        where TSimd : struct, ISimd<TVector>
    {
        var width = 2 * TSimd.Count;
        if (columns == width)
        {
            for (nint row = 0; row < depth; row++, from += stride, panel += width)
            {
                TSimd.Store(panel, TSimd.Load(from));
                TSimd.Store(panel + TSimd.Count, TSimd.Load(from + TSimd.Count));
            }
            return;
        }
        // Whole registers all the same, as far as what follows the row lies within the matrix: the columns too many come to nothing.
        var part = columns <= TSimd.Count ? TSimd.Count : width;
        var whole = stride >= columns ? Math.Max(0, depth - ((part - columns + stride - 1) / stride)) : 0;
        for (nint row = 0; row < whole; row++, from += stride, panel += width)
        {
            TSimd.Store(panel, TSimd.Load(from));
            if (part == width)
                TSimd.Store(panel + TSimd.Count, TSimd.Load(from + TSimd.Count));
        }
        for (nint row = whole; row < depth; row++, from += stride, panel += width)
        {
            new ReadOnlySpan<float>(from, columns).CopyTo(new(panel, columns));
            new Span<float>(panel + columns, part - columns).Clear();
        }
    }

    /// <summary>The same of a transposed matrix, whose columns are contiguous and <paramref name="stride"/> apart.</summary>
    public static void PackTransposed(float* from, nint stride, nint depth, int columns, int width, float* panel)
    {
        if (columns < width)
            new Span<float>(panel, checked((int)(depth * width))).Clear();
        Transposition.Transpose(from, stride, panel, width, columns, depth);
    }
}
