using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>Adds to a block of results what lies in the same order elsewhere, while they are in the first cache: <c>C = min(ceiling, max(floor, C + added))</c>.</summary>
internal static unsafe class TileSum<TVector, TSimd>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
{
    /// <summary>Adds <paramref name="rows"/> rows of <paramref name="columns"/> columns.</summary>
    /// <param name="c">The results.</param>
    /// <param name="added">What is added.</param>
    /// <param name="stride">From row to row of both.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="bounds">Between which values the sums are kept.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* c, float* added, nint stride, int rows, int columns, OutputBounds bounds)
    {
        var (floor, ceiling) = (TSimd.Broadcast(bounds.Floor), TSimd.Broadcast(bounds.Ceiling));
        var whole = columns - (columns % TSimd.Count);
        for (var row = 0; row < rows; row++, c += stride, added += stride)
        {
            for (var column = 0; column < whole; column += TSimd.Count)
                TSimd.Store(c + column, TSimd.AtMost(ceiling, TSimd.AtLeast(floor, TSimd.Add(TSimd.Load(c + column), TSimd.Load(added + column)))));
            for (var column = whole; column < columns; column++)
                c[column] = Simd1.AtMost(bounds.Ceiling, Simd1.AtLeast(bounds.Floor, c[column] + added[column]));
        }
    }
}
