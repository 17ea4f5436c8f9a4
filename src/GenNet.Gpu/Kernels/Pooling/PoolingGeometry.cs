namespace GenNet.Gpu.Kernels;

/// <summary>The windows of a pooling along one axis; see <see cref="GenNet.Kernels.PoolingAxis"/>.</summary>
internal struct GpuPoolingAxis
{
    public int Input;
    public int Output;
    public int Window;
    public int Stride;
    public int Padding;

    /// <summary>1 where windows lie evenly and differ in size, else 0.</summary>
    public int IsAdaptive;
}

/// <summary>A pooling as one of volumes; see <see cref="GenNet.Layers.IPoolingShape"/>.</summary>
internal struct PoolingGeometry
{
    public GpuPoolingAxis Depth;
    public GpuPoolingAxis Height;
    public GpuPoolingAxis Width;

    /// <summary>Values of a position that lie together: all channels where they stand last, one where they stand first.</summary>
    public int PixelSize;
}

/// <summary>Which windows and elements belong together.</summary>
[GpuKernel]
internal static class PoolingWindows
{
    /// <summary>The first element of window <paramref name="index"/>, padding left out.</summary>
    public static int First(GpuPoolingAxis axis, int index)
    {
        if (axis.IsAdaptive != 0)
            return (int)((long)index * axis.Input / axis.Output);
        var first = (index * axis.Stride) - axis.Padding;
        return first < 0 ? 0 : first;
    }

    /// <summary>Its last one.</summary>
    public static int Last(GpuPoolingAxis axis, int index)
    {
        if (axis.IsAdaptive != 0)
            return (int)((((index + 1L) * axis.Input) + axis.Output - 1) / axis.Output) - 1;
        var end = (index * axis.Stride) - axis.Padding + axis.Window;
        return (end < axis.Input ? end : axis.Input) - 1;
    }

    /// <summary>The first window that has element <paramref name="index"/>.</summary>
    public static int FirstOf(GpuPoolingAxis axis, int index)
    {
        if (axis.IsAdaptive != 0)
            return (int)((long)index * axis.Output / axis.Input);
        var first = index + axis.Padding - axis.Window + axis.Stride;
        return first < 0 ? 0 : first / axis.Stride;
    }

    /// <summary>The last one.</summary>
    public static int LastOf(GpuPoolingAxis axis, int index)
    {
        if (axis.IsAdaptive != 0)
            return (int)((((index + 1L) * axis.Output) + axis.Input - 1) / axis.Input) - 1;
        var last = (index + axis.Padding) / axis.Stride;
        return last < axis.Output ? last : axis.Output - 1;
    }

    /// <summary>How many elements window <paramref name="index"/> has.</summary>
    public static int Count(GpuPoolingAxis axis, int index) => Last(axis, index) - First(axis, index) + 1;
}
