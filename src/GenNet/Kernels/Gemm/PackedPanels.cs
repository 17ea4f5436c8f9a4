using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Kernels;

/// <summary>
/// Copies the right factor of a product into panels as wide as a <see cref="TileStrip{TVector, TSimd, TLayout}"/>, one after another, rows of
/// the depth one after another in each. What fills up the last panel is any numbers, and so is what a product makes of them.
/// </summary>
internal static unsafe class PackedPanels
{
    // Rows lie far apart, often on pages of their own, where no hardware looks ahead.
    private const int RowsAhead = 16;

    /// <summary>Copies <paramref name="depth"/> rows of <paramref name="columns"/> columns.</summary>
    /// <param name="from">The first value.</param>
    /// <param name="stride">From row to row.</param>
    /// <param name="depth">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="factors">What each column is multiplied by, readable up to a whole register; null: nothing.</param>
    /// <param name="panels">Receives them.</param>
    public static void Pack<TVector, TSimd>(float* from, nint stride, nint depth, int columns, float* factors, float* panels)
        where TVector : struct
        where TSimd : struct, ISimd<TVector>
    {
        if (factors == null)
            Pack<TVector, TSimd, Copied<TVector>>(from, stride, depth, columns, null, panels);
        else
            Pack<TVector, TSimd, Multiplied<TVector, TSimd>>(from, stride, depth, columns, factors, panels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack<TVector, TSimd, TColumn>(float* from, nint stride, nint depth, int columns, float* factors, float* panels)
        where TVector : struct
        where TSimd : struct, ISimd<TVector>
        where TColumn : struct, IPackedColumn<TVector>
    {
        var width = 2 * TSimd.Count;
        var registers = (columns + TSimd.Count - 1) / TSimd.Count;
        // Whole registers, as far as what follows a row in memory is of the matrix too; the last rows not one value too many.
        var over = (registers * TSimd.Count) - columns;
        var whole = over == 0 ? depth : Math.Max(0, depth - ((over + stride - 1) / stride));
        var ahead = RowsAhead * stride;
        for (nint row = 0; row < whole; row++, from += stride, panels += width)
        {
            var (source, to) = ((nint)from, (nint)panels);
            for (var register = 0; register < registers; register += 2)
            {
                var factor = factors + (register * TSimd.Count);
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0((float*)source + ahead);
                    Sse.Prefetch0((float*)source + ahead + TSimd.Count);
                }
                TSimd.Store((float*)to, TColumn.Of(TSimd.Load((float*)source), factor));
                if (register + 1 < registers)
                    TSimd.Store((float*)to + TSimd.Count, TColumn.Of(TSimd.Load((float*)source + TSimd.Count), factor + TSimd.Count));
                source += width * sizeof(float);
                to += width * depth * sizeof(float);
            }
        }
        for (nint row = whole; row < depth; row++, from += stride, panels += width)
        {
            for (var column = 0; column < columns; column += width)
            {
                var count = Math.Min(width, columns - column);
                for (var k = 0; k < count; k++)
                    panels[(column * depth) + k] = TColumn.OfOne(from[column + k], factors + column + k);
            }
        }
    }

    private interface IPackedColumn<TVector>
    {
        static abstract TVector Of(TVector values, float* factor);

        static abstract float OfOne(float value, float* factor);
    }

    private readonly struct Copied<TVector> : IPackedColumn<TVector>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Of(TVector values, float* factor) => values;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float OfOne(float value, float* factor) => value;
    }

    private readonly struct Multiplied<TVector, TSimd> : IPackedColumn<TVector>
        where TVector : struct
        where TSimd : struct, ISimd<TVector>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Of(TVector values, float* factor) => TSimd.Multiply(values, TSimd.Load(factor));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float OfOne(float value, float* factor) => value * *factor;
    }

    /// <summary>The same of a transposed matrix, whose columns are contiguous and <paramref name="stride"/> apart.</summary>
    public static void PackTransposed(float* from, nint stride, nint depth, int columns, int width, float* panels)
    {
        for (var column = 0; column < columns; column += width)
            Transposition.Transpose(from + (column * stride), stride, panels + (column * depth), width, Math.Min(width, columns - column), depth);
    }
}
