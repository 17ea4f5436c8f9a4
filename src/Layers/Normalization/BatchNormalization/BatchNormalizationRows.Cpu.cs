using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Something done to every element with values of its channel, which are prepared once for a stretch of elements.</summary>
internal interface IBatchNormalizationChannels
{
    /// <summary>Does it to the elements <c>start + k·step</c>, <paramref name="length"/> of them at a time, all of the same channels.</summary>
    void Invoke(nint start, nint step, int times, int length, VectorOfChannels channel);
}

/// <summary>Shares the elements among the threads and walks them channel by channel.</summary>
internal static class BatchNormalizationRows<TShape, TBody>
    where TShape : struct, IBatchNormalizationShape
    where TBody : struct, IBatchNormalizationChannels
{
    // Channels-last rows are walked in tiles of about 16 KiB, which stay in the first cache while their channels take turns.
    private const int Piece = 4 * 1024;

    public static void Run(in Pass pass, TBody body)
    {
        var pieces = new Pieces
        {
            Body = body,
            Split = new((nint)pass.Rows * TShape.Outer, 1, Math.Max(4, Piece / (TShape.Channels * TShape.Inner))),
        };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    private struct Pieces : IParallelBody
    {
        public TBody Body;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            if (TShape.Inner == 1)
            {
                for (var channel = 0; channel < TShape.Channels; channel += Vector<float>.Count)
                {
                    var length = Math.Min(Vector<float>.Count, TShape.Channels - channel);
                    Body.Invoke((start * TShape.Channels) + channel, TShape.Channels, (int)count, length, new(channel, false));
                }
                return;
            }
            var whole = TShape.Inner / Vector<float>.Count;
            var rest = TShape.Inner % Vector<float>.Count;
            for (var plane = start * TShape.Channels; plane < (start + count) * TShape.Channels; plane++)
            {
                var channel = new VectorOfChannels((int)(plane % TShape.Channels), true);
                Body.Invoke(plane * TShape.Inner, Vector<float>.Count, whole, Vector<float>.Count, channel);
                if (rest > 0)
                    Body.Invoke((plane * TShape.Inner) + TShape.Inner - rest, 0, 1, rest, channel);
            }
        }
    }
}
