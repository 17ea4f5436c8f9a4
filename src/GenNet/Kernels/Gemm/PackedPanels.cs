using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>
/// Copies the right factor of a product into panels as wide as a <see cref="TileStrip{TVector, TSimd, TLayout}"/>, one after another, rows of
/// the depth one after another in each. What fills up the last panel is any numbers, and so is what a product makes of them.
/// </summary>
internal static unsafe class PackedPanels
{
    /// <summary>Copies <paramref name="depth"/> rows of <paramref name="columns"/> columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<TVector, TSimd>(float* from, nint stride, nint depth, int columns, float* panels)
        where TVector : struct
        where TSimd : struct, ISimd<TVector>
    {
        var width = 2 * TSimd.Count;
        var registers = (columns + TSimd.Count - 1) / TSimd.Count;
        // Whole registers, as far as what follows a row in memory is of the matrix too; the last rows not one value too many.
        var over = (registers * TSimd.Count) - columns;
        var whole = over == 0 ? depth : Math.Max(0, depth - ((over + stride - 1) / stride));
        for (nint row = 0; row < whole; row++, from += stride, panels += width)
        {
            var (source, to) = ((nint)from, (nint)panels);
            for (var register = 0; register < registers; register += 2)
            {
                TSimd.Store((float*)to, TSimd.Load((float*)source));
                if (register + 1 < registers)
                    TSimd.Store((float*)to + TSimd.Count, TSimd.Load((float*)source + TSimd.Count));
                source += width * sizeof(float);
                to += width * depth * sizeof(float);
            }
        }
        for (nint row = whole; row < depth; row++, from += stride, panels += width)
        {
            for (var column = 0; column < columns; column += width)
            {
                var count = Math.Min(width, columns - column);
                new ReadOnlySpan<float>(from + column, count).CopyTo(new(panels + (column * depth), count));
            }
        }
    }

    /// <summary>The same of a transposed matrix, whose columns are contiguous and <paramref name="stride"/> apart.</summary>
    public static void PackTransposed(float* from, nint stride, nint depth, int columns, int width, float* panels)
    {
        for (var column = 0; column < columns; column += width)
            Transposition.Transpose(from + (column * stride), stride, panels + (column * depth), width, Math.Min(width, columns - column), depth);
    }
}
