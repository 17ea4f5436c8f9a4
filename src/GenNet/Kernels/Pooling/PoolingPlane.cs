using System.Runtime.CompilerServices;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>
/// Where a pooling finds its windows. A row of the batch is one plane of <see cref="PixelSize"/> values a position (channels last) or one plane a channel of one value a position (channels
/// first). A <i>line</i> is what lies along the last axis.
/// </summary>
internal static class PoolingPlane<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Planes a row of the batch.</summary>
    public static int Planes => TShape.ChannelsFirst ? TShape.Channels : 1;

    /// <summary>Values a position that lie together.</summary>
    public static int PixelSize => TShape.ChannelsFirst ? 1 : TShape.Channels;

    /// <summary>Lines of an input plane.</summary>
    public static int InputLines => TShape.InputDepth * TShape.InputHeight;

    /// <summary>Lines of an output plane.</summary>
    public static int OutputLines => TShape.OutputDepth * TShape.OutputHeight;

    /// <summary>Values of an input line.</summary>
    public static int InputLine => TShape.InputWidth * PixelSize;

    /// <summary>Values of an output line.</summary>
    public static int OutputLine => TShape.OutputWidth * PixelSize;

    /// <summary>Values of an input plane.</summary>
    public static nint InputSize => (nint)InputLines * InputLine;

    /// <summary>Values of an output plane.</summary>
    public static nint OutputSize => (nint)OutputLines * OutputLine;

    /// <summary>Windows along the first of three axes.</summary>
    public static PoolingAxis Depth => new(TShape.InputDepth, TShape.OutputDepth, TShape.PoolDepth, TShape.StrideDepth, TShape.PaddingFront, TShape.IsAdaptive);

    /// <summary>Windows along the second.</summary>
    public static PoolingAxis Height => new(TShape.InputHeight, TShape.OutputHeight, TShape.PoolHeight, TShape.StrideHeight, TShape.PaddingTop, TShape.IsAdaptive);

    /// <summary>Windows along the last.</summary>
    public static PoolingAxis Width => new(TShape.InputWidth, TShape.OutputWidth, TShape.PoolWidth, TShape.StrideWidth, TShape.PaddingLeft, TShape.IsAdaptive);

    /// <summary>The usual window: two by two, and none over an edge of the input.</summary>
    public static bool AreFourPositions => TShape.PoolDepth == 1 && TShape.PoolHeight == 2 && TShape.PoolWidth == 2 && Height.IsWhole && Width.IsWhole;

    /// <summary>Where a line of the input begins in its plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Input(int slice, int row) => (((nint)slice * TShape.InputHeight) + row) * InputLine;

    /// <summary>Where a line of the output begins in its plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Output(int slice, int row) => (((nint)slice * TShape.OutputHeight) + row) * OutputLine;
}
