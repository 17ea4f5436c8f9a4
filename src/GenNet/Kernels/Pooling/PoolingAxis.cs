using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>Elements of an axis that follow each other; none where <paramref name="Last"/> is before <paramref name="First"/>.</summary>
internal readonly record struct AxisRange(int First, int Last)
{
    /// <summary>How many.</summary>
    public int Count => Last - First + 1;
}

/// <summary>The windows of a pooling along one axis. All of it is constant where it is used, and folded.</summary>
internal readonly struct PoolingAxis(int input, int output, int window, int stride, int padding, bool isAdaptive)
{
    /// <summary>The input's elements of window <paramref name="index"/>: at least one, padding left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AxisRange Window(int index) => isAdaptive
        ? new((int)((long)index * input / output), (int)((((index + 1L) * input) + output - 1) / output) - 1)
        : new(Math.Max((index * stride) - padding, 0), Math.Min((index * stride) - padding + window, input) - 1);

    /// <summary>The windows that have element <paramref name="index"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AxisRange WindowsOf(int index) => isAdaptive
        ? new((int)((long)index * output / input), (int)((((index + 1L) * output) + input - 1) / input) - 1)
        : new(Math.Max(index + padding - window + stride, 0) / stride, Math.Min((index + padding) / stride, output - 1));

    /// <summary>Whether all windows have their full size.</summary>
    public bool IsWhole => !isAdaptive && padding == 0 && ((output - 1) * stride) + window <= input;
}
