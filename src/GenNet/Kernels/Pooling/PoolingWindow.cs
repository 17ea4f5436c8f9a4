using System.Runtime.CompilerServices;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>The positions of one window.</summary>
internal readonly record struct PoolingWindow(AxisRange Depth, AxisRange Height, AxisRange Width)
{
    /// <summary>How many.</summary>
    public int Count => Depth.Count * Height.Count * Width.Count;

    /// <summary>Where the first begins in its plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint First<TShape>()
        where TShape : struct, IPoolingShape => PoolingPlane<TShape>.Input(Depth.First, Height.First) + ((nint)Width.First * PoolingPlane<TShape>.PixelSize);
}
