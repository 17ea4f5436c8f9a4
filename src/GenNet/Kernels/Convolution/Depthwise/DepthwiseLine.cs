using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GenNet.Kernels;

/// <summary>
/// Pixels at a constant stride, each <c>min(ceiling, max(floor, start + Σ source · weight))</c> over the taps that see a value, channel by channel. A depthwise convolution is made of such lines, and so is
/// its derivative by the input. Products are added in the order of the taps, whatever the registers' width.
/// </summary>
internal unsafe struct DepthwiseLine
{
    private const int Block = 4;

    public float* Source;

    /// <summary>From what a pixel sees to what the next one does.</summary>
    public nint SourceStride;

    /// <summary>One value a channel for each tap.</summary>
    public float* Weights;

    /// <summary>What the sums begin with, one value a channel; null for zeros.</summary>
    public float* Start;

    public float* Target;

    /// <summary>From pixel to pixel.</summary>
    public nint TargetStride;

    public int Channels;

    /// <summary>Between which values results are kept.</summary>
    public OutputBounds Bounds;

    public LineTap* Taps;

    public int TapCount;

    /// <summary>Computes pixels <paramref name="first"/> to <paramref name="end"/> - 1.</summary>
    public readonly void Run(int first, int end)
    {
        if (Registers.Have512Bits && Channels >= Simd512.Count)
            Run<Vector512<float>, Simd512>(first, end);
        else if (Registers.Have256Bits && Channels >= Simd256.Count)
            Run<Vector256<float>, Simd256>(first, end);
        else if (Channels >= Simd128.Count)
            Run<Vector128<float>, Simd128>(first, end);
        else
            Run<float, Simd1>(first, end);
    }

    private readonly void Run<TVector, TSimd>(int first, int end)
        where TVector : struct
        where TSimd : struct, ISimd<TVector>
    {
        var (inner, innerEnd) = (first, end);
        for (var tap = 0; tap < TapCount; tap++)
        {
            inner = Math.Max(inner, Taps[tap].First);
            innerEnd = Math.Min(innerEnd, Taps[tap].End);
        }
        if (innerEnd - inner < Block)
            (inner, innerEnd) = (end, end);
        for (var pixel = first; pixel < inner; pixel++)
            Pixel<TVector, TSimd>(pixel);
        for (var pixel = inner; pixel < innerEnd; pixel += Block)
        {
            // The last block is a whole one, too: pixels computed twice are the same twice.
            Pixels<TVector, TSimd>(Math.Min(pixel, innerEnd - Block));
        }
        for (var pixel = innerEnd; pixel < end; pixel++)
            Pixel<TVector, TSimd>(pixel);
    }

    /// <summary>Whether taps come in threes side by side, each a pixel's distance from the one before: a row of a window of width 3 and stride 1.</summary>
    private readonly bool IsInThrees
    {
        get
        {
            var isSo = TapCount % 3 == 0;
            for (var tap = 0; isSo && tap < TapCount; tap += 3)
                isSo = Taps[tap + 1].Source - Taps[tap].Source == SourceStride && Taps[tap + 2].Source - Taps[tap + 1].Source == SourceStride;
            return isSo;
        }
    }

    /// <summary>Pixels that all taps see.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Pixels<TVector, TSimd>(int pixel)
        where TVector : struct
        where TSimd : struct, ISimd<TVector>
    {
        var source = Source + (pixel * SourceStride);
        var target = Target + (pixel * TargetStride);
        var (sourceStride, targetStride) = (SourceStride, TargetStride);
        var weights = Weights;
        var (floor, ceiling) = (TSimd.Broadcast(Bounds.Floor), TSimd.Broadcast(Bounds.Ceiling));
        var taps = Taps;
        var end = taps + TapCount;
        var inThrees = IsInThrees;
        for (var channel = 0; channel < Channels; channel += TSimd.Count)
        {
            var c = Math.Min(channel, Channels - TSimd.Count);
            var sum0 = Start == null ? default : TSimd.Load(Start + c);
            var (sum1, sum2, sum3) = (sum0, sum0, sum0);
            var tap = taps;
            for (; inThrees && tap < end; tap += 3)
            {
                // Three taps side by side see of each pixel what the next one's tap before sees: six values for twelve products.
                var (weight0, weight1, weight2) = (TSimd.Load(weights + tap->Weight + c), TSimd.Load(weights + tap[1].Weight + c), TSimd.Load(weights + tap[2].Weight + c));
                var from = source + tap->Source + c;
                sum0 = TSimd.MultiplyAdd(TSimd.Load(from), weight0, sum0);
                from += sourceStride;
                var value = TSimd.Load(from);
                sum0 = TSimd.MultiplyAdd(value, weight1, sum0);
                sum1 = TSimd.MultiplyAdd(value, weight0, sum1);
                from += sourceStride;
                value = TSimd.Load(from);
                sum0 = TSimd.MultiplyAdd(value, weight2, sum0);
                sum1 = TSimd.MultiplyAdd(value, weight1, sum1);
                sum2 = TSimd.MultiplyAdd(value, weight0, sum2);
                from += sourceStride;
                value = TSimd.Load(from);
                sum1 = TSimd.MultiplyAdd(value, weight2, sum1);
                sum2 = TSimd.MultiplyAdd(value, weight1, sum2);
                sum3 = TSimd.MultiplyAdd(value, weight0, sum3);
                from += sourceStride;
                value = TSimd.Load(from);
                sum2 = TSimd.MultiplyAdd(value, weight2, sum2);
                sum3 = TSimd.MultiplyAdd(value, weight1, sum3);
                sum3 = TSimd.MultiplyAdd(TSimd.Load(from + sourceStride), weight2, sum3);
            }
            for (; tap < end; tap++)
            {
                var weight = TSimd.Load(weights + tap->Weight + c);
                var from = source + tap->Source + c;
                sum0 = TSimd.MultiplyAdd(TSimd.Load(from), weight, sum0);
                from += sourceStride;
                sum1 = TSimd.MultiplyAdd(TSimd.Load(from), weight, sum1);
                from += sourceStride;
                sum2 = TSimd.MultiplyAdd(TSimd.Load(from), weight, sum2);
                sum3 = TSimd.MultiplyAdd(TSimd.Load(from + sourceStride), weight, sum3);
            }
            var to = target + c;
            TSimd.Store(to, TSimd.AtMost(ceiling, TSimd.AtLeast(floor, sum0)));
            to += targetStride;
            TSimd.Store(to, TSimd.AtMost(ceiling, TSimd.AtLeast(floor, sum1)));
            to += targetStride;
            TSimd.Store(to, TSimd.AtMost(ceiling, TSimd.AtLeast(floor, sum2)));
            TSimd.Store(to + targetStride, TSimd.AtMost(ceiling, TSimd.AtLeast(floor, sum3)));
        }
    }

    /// <summary>A pixel that some taps may not see.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Pixel<TVector, TSimd>(int pixel)
        where TVector : struct
        where TSimd : struct, ISimd<TVector>
    {
        var source = Source + (pixel * SourceStride);
        var target = Target + (pixel * TargetStride);
        var (floor, ceiling) = (TSimd.Broadcast(Bounds.Floor), TSimd.Broadcast(Bounds.Ceiling));
        for (var channel = 0; channel < Channels; channel += TSimd.Count)
        {
            var c = Math.Min(channel, Channels - TSimd.Count);
            var sum = Start == null ? default : TSimd.Load(Start + c);
            for (var tap = Taps; tap < Taps + TapCount; tap++)
            {
                if (pixel >= tap->First && pixel < tap->End)
                    sum = TSimd.MultiplyAdd(TSimd.Load(source + tap->Source + c), TSimd.Load(Weights + tap->Weight + c), sum);
            }
            TSimd.Store(target + c, TSimd.AtMost(ceiling, TSimd.AtLeast(floor, sum)));
        }
    }
}
