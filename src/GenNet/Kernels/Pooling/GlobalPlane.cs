using System.Numerics;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>
/// How work on all positions is cut: channels by themselves where they come first, else blocks of channels that lie side by side, at every position.
/// </summary>
internal static class GlobalPlane<TShape>
    where TShape : struct, IGlobalPoolingShape
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Vectors of a block: at eight or more values each, whole cache lines.</summary>
    public const int VectorsPerBlock = 4;

    private static int BlockSize => TShape.ChannelsFirst ? 1 : VectorsPerBlock * Vector<float>.Count;

    /// <summary>Blocks of a row.</summary>
    public static int Blocks => (TShape.Channels + BlockSize - 1) / BlockSize;

    /// <summary>Positions of a row in this run.</summary>
    public static int PositionsOf(in Pass pass) => TShape.HasRunTimeLength ? checked(pass.Length * TShape.PositionsPerStep) : TShape.Positions;

    /// <summary>The pieces of the batch's blocks.</summary>
    public static WorkSplit Split(in Pass pass) => new((nint)pass.Rows * Blocks, 1, Math.Max(1, ParallelPiece / (BlockSize * Math.Max(1, PositionsOf(pass)))));

    /// <summary>Row, first channel and number of channels of block <paramref name="block"/>.</summary>
    public static (nint Row, int Channel, int Count) BlockAt(nint block)
    {
        var (row, inRow) = Math.DivRem(block, Blocks);
        var channel = (int)inRow * BlockSize;
        return (row, channel, Math.Min(BlockSize, TShape.Channels - channel));
    }
}
