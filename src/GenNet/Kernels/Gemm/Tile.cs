using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>
/// The register block all matrix products and convolutions are made of: up to 12 rows by one or two registers of columns of
/// <c>C = min(ceiling, max(floor, start + A·B))</c>. Row and column counts are type arguments, so what a smaller block has too much is compiled away.
/// Each element is one chain of fused multiply-adds in the order of the depth, and then added to start: whatever the block's size, the bits
/// are the same.
/// </summary>
internal static unsafe class Tile<TVector, TSimd, TLayout, TRows, TColumns>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
    where TLayout : struct, ITileLayout
    where TRows : struct, IConstant
    where TColumns : struct, IConstant
{
    /// <summary>Computes the block that <paramref name="t"/> describes.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(TileArguments* t)
    {
        TVector c0a = default, c0b = default;
        TVector c1a = default, c1b = default;
        TVector c2a = default, c2b = default;
        TVector c3a = default, c3b = default;
        TVector c4a = default, c4b = default;
        TVector c5a = default, c5b = default;
        TVector c6a = default, c6b = default;
        TVector c7a = default, c7b = default;
        TVector c8a = default, c8b = default;
        TVector c9a = default, c9b = default;
        TVector c10a = default, c10b = default;
        TVector c11a = default, c11b = default;

        var rowStride = TLayout.IsDepthContiguous ? t->AStride : 1;
        var depthStride = TLayout.IsDepthContiguous ? 1 : t->AStride;
        var bStride = t->BStride;
        var segment = t->Segments;
        for (var end = segment + t->SegmentCount; segment < end; segment++)
        {
            // Four row pointers and one stride: three rows each in one addressing mode.
            var a0 = t->A + segment->A;
            var a3 = a0 + (3 * rowStride);
            var a6 = a3 + (3 * rowStride);
            var a9 = a6 + (3 * rowStride);
            var b = t->B + segment->B;
            for (var depth = segment->Depth; depth > 0; depth--)
            {
                var ba = TSimd.Load(b);
                var bb = TColumns.Value > 1 ? TSimd.Load(b + TSimd.Count) : default;
                if (TRows.Value > 0) Step(a0, ba, bb, ref c0a, ref c0b);
                if (TRows.Value > 1) Step(a0 + rowStride, ba, bb, ref c1a, ref c1b);
                if (TRows.Value > 2) Step(a0 + (2 * rowStride), ba, bb, ref c2a, ref c2b);
                if (TRows.Value > 3) Step(a3, ba, bb, ref c3a, ref c3b);
                if (TRows.Value > 4) Step(a3 + rowStride, ba, bb, ref c4a, ref c4b);
                if (TRows.Value > 5) Step(a3 + (2 * rowStride), ba, bb, ref c5a, ref c5b);
                if (TRows.Value > 6) Step(a6, ba, bb, ref c6a, ref c6b);
                if (TRows.Value > 7) Step(a6 + rowStride, ba, bb, ref c7a, ref c7b);
                if (TRows.Value > 8) Step(a6 + (2 * rowStride), ba, bb, ref c8a, ref c8b);
                if (TRows.Value > 9) Step(a9, ba, bb, ref c9a, ref c9b);
                if (TRows.Value > 10) Step(a9 + rowStride, ba, bb, ref c10a, ref c10b);
                if (TRows.Value > 11) Step(a9 + (2 * rowStride), ba, bb, ref c11a, ref c11b);
                a0 += depthStride;
                a3 += depthStride;
                a6 += depthStride;
                a9 += depthStride;
                b += bStride;
            }
        }

        var start = t->Start;
        var startStride = t->StartStride;
        var floor = TSimd.Broadcast(t->Bounds.Floor);
        var ceiling = TSimd.Broadcast(t->Bounds.Ceiling);
        var c = t->C;
        var cStride = t->CStride;
        if (TRows.Value > 0) Store(c, start, floor, ceiling, c0a, c0b);
        if (TRows.Value > 1) Store(c + (1 * cStride), start + (1 * startStride), floor, ceiling, c1a, c1b);
        if (TRows.Value > 2) Store(c + (2 * cStride), start + (2 * startStride), floor, ceiling, c2a, c2b);
        if (TRows.Value > 3) Store(c + (3 * cStride), start + (3 * startStride), floor, ceiling, c3a, c3b);
        if (TRows.Value > 4) Store(c + (4 * cStride), start + (4 * startStride), floor, ceiling, c4a, c4b);
        if (TRows.Value > 5) Store(c + (5 * cStride), start + (5 * startStride), floor, ceiling, c5a, c5b);
        if (TRows.Value > 6) Store(c + (6 * cStride), start + (6 * startStride), floor, ceiling, c6a, c6b);
        if (TRows.Value > 7) Store(c + (7 * cStride), start + (7 * startStride), floor, ceiling, c7a, c7b);
        if (TRows.Value > 8) Store(c + (8 * cStride), start + (8 * startStride), floor, ceiling, c8a, c8b);
        if (TRows.Value > 9) Store(c + (9 * cStride), start + (9 * startStride), floor, ceiling, c9a, c9b);
        if (TRows.Value > 10) Store(c + (10 * cStride), start + (10 * startStride), floor, ceiling, c10a, c10b);
        if (TRows.Value > 11) Store(c + (11 * cStride), start + (11 * startStride), floor, ceiling, c11a, c11b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(float* a, TVector firstB, TVector secondB, ref TVector first, ref TVector second)
    {
        var value = TSimd.Broadcast(*a);
        first = TSimd.MultiplyAdd(value, firstB, first);
        if (TColumns.Value > 1)
            second = TSimd.MultiplyAdd(value, secondB, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* address, float* start, TVector floor, TVector ceiling, TVector first, TVector second)
    {
        TSimd.Store(address, TSimd.AtMost(ceiling, TSimd.AtLeast(floor, TSimd.Add(TSimd.Load(start), first))));
        if (TColumns.Value > 1)
            TSimd.Store(address + TSimd.Count, TSimd.AtMost(ceiling, TSimd.AtLeast(floor, TSimd.Add(TSimd.Load(start + TSimd.Count), second))));
    }
}
