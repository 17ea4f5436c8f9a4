using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Kernels;

/// <summary>Transposes matrices of float32.</summary>
internal static unsafe class Transposition
{
    private const int Block = 8;

    /// <summary>
    /// <c>to[column, row] = from[row, column]</c> for <paramref name="rows"/> rows of <paramref name="columns"/> columns; strides are those from
    /// row to row of each.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* from, nint fromStride, float* to, nint toStride, nint rows, nint columns)
    {
        var wholeRows = Avx.IsSupported ? rows - (rows % Block) : 0;
        var wholeColumns = columns - (columns % Block);
        for (nint row = 0; row < wholeRows; row += Block)
        {
            var source = from + (row * fromStride);
            var target = to + row;
            for (nint column = 0; column < wholeColumns; column += Block)
                TransposeBlock(source + column, fromStride, target + (column * toStride), toStride);
            TransposeElements(source + wholeColumns, fromStride, target + (wholeColumns * toStride), toStride, Block, columns - wholeColumns);
        }
        TransposeElements(from + (wholeRows * fromStride), fromStride, to + wholeRows, toStride, rows - wholeRows, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeElements(float* from, nint fromStride, float* to, nint toStride, nint rows, nint columns)
    {
        for (nint column = 0; column < columns; column++)
        {
            for (nint row = 0; row < rows; row++)
                to[(column * toStride) + row] = from[(row * fromStride) + column];
        }
    }

    /// <summary>8 × 8: pairs of rows interleaved, pairs of pairs, then halves of registers exchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeBlock(float* from, nint fromStride, float* to, nint toStride)
    {
        var (a0, a1) = Interleave(Vector256.Load(from), Vector256.Load(from + fromStride));
        var (a2, a3) = Interleave(Vector256.Load(from + (2 * fromStride)), Vector256.Load(from + (3 * fromStride)));
        var (a4, a5) = Interleave(Vector256.Load(from + (4 * fromStride)), Vector256.Load(from + (5 * fromStride)));
        var (a6, a7) = Interleave(Vector256.Load(from + (6 * fromStride)), Vector256.Load(from + (7 * fromStride)));
        var (b0, b1) = InterleavePairs(a0, a2);
        var (b2, b3) = InterleavePairs(a1, a3);
        var (b4, b5) = InterleavePairs(a4, a6);
        var (b6, b7) = InterleavePairs(a5, a7);
        StoreHalves(b0, b4, to, 4 * toStride);
        StoreHalves(b1, b5, to + toStride, 4 * toStride);
        StoreHalves(b2, b6, to + (2 * toStride), 4 * toStride);
        StoreHalves(b3, b7, to + (3 * toStride), 4 * toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Low, Vector256<float> High) Interleave(Vector256<float> a, Vector256<float> b) =>
        (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Low, Vector256<float> High) InterleavePairs(Vector256<float> a, Vector256<float> b) =>
        (Avx.UnpackLow(a.AsDouble(), b.AsDouble()).AsSingle(), Avx.UnpackHigh(a.AsDouble(), b.AsDouble()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves(Vector256<float> a, Vector256<float> b, float* to, nint half)
    {
        Avx.Permute2x128(a, b, 0x20).Store(to);
        Avx.Permute2x128(a, b, 0x31).Store(to + half);
    }
}
