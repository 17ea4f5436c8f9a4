using System.Runtime.CompilerServices;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>
/// Where a 2D pooling finds its windows. An image is one plane of <see cref="PixelSize"/> values a pixel (channels last) or one plane a
/// channel of one value a pixel (channels first).
/// </summary>
internal static class PoolingPlane<TShape>
    where TShape : struct, IPooling2DShape
{
    /// <summary>Planes an image.</summary>
    public static int Planes => TShape.ChannelsFirst ? TShape.Channels : 1;

    /// <summary>Values a pixel that lie together.</summary>
    public static int PixelSize => TShape.ChannelsFirst ? 1 : TShape.Channels;

    /// <summary>Values of an input plane.</summary>
    public static int InputSize => TShape.InputHeight * TShape.InputWidth * PixelSize;

    /// <summary>Values of an output plane.</summary>
    public static int OutputSize => TShape.OutputHeight * TShape.OutputWidth * PixelSize;

    /// <summary>Whether no window reaches over an edge of the input.</summary>
    public static bool AreWindowsWhole =>
        TShape.PaddingTop == 0 && TShape.PaddingLeft == 0
        && ((TShape.OutputHeight - 1) * TShape.StrideHeight) + TShape.PoolHeight <= TShape.InputHeight
        && ((TShape.OutputWidth - 1) * TShape.StrideWidth) + TShape.PoolWidth <= TShape.InputWidth;

    /// <summary>The input rows of output row <paramref name="row"/>.</summary>
    public static (int First, int Last) Rows(int row) =>
        Within((row * TShape.StrideHeight) - TShape.PaddingTop, TShape.PoolHeight, TShape.InputHeight);

    /// <summary>The input columns of output column <paramref name="column"/>.</summary>
    public static (int First, int Last) Columns(int column) =>
        Within((column * TShape.StrideWidth) - TShape.PaddingLeft, TShape.PoolWidth, TShape.InputWidth);

    /// <summary>Where a pixel of the input begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint InputPixel(int row, int column) => (((nint)row * TShape.InputWidth) + column) * PixelSize;

    /// <summary>Where a pixel of the output begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint OutputPixel(int row, int column) => (((nint)row * TShape.OutputWidth) + column) * PixelSize;

    private static (int First, int Last) Within(int start, int size, int limit) => (Math.Max(start, 0), Math.Min(start + size, limit) - 1);
}
