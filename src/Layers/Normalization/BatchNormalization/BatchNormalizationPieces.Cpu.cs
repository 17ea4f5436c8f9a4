using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Two terms of an element that are summed over a channel.</summary>
internal unsafe interface IBatchNormalizationTerms
{
    /// <summary>The terms of the elements at <paramref name="at"/>, of the channels that <paramref name="channel"/> says.</summary>
    void Terms(nint at, int length, VectorOfChannels channel, ref Vector<float> first, ref Vector<float> second);
}

/// <summary>The channels of a vector's lanes: <paramref name="Index"/> and those after it, or all the same one.</summary>
internal readonly unsafe record struct VectorOfChannels(int Index, bool IsSame)
{
    /// <summary>The lanes' values of a part with one value a channel.</summary>
    public Vector<float> Load(float* part, int length) => IsSame ? Vector.Create(part[Index]) : Elementwise.LoadPart(part + Index, length);
}

/// <summary>
/// Sums two terms over each channel: the batch is cut into at most <c>StatisticsChunks</c> pieces, whatever the threads, and the pieces'
/// sums are added in order.
/// </summary>
internal static unsafe class BatchNormalizationPieces<TShape, TTerms>
    where TShape : struct, IBatchNormalizationShape
    where TTerms : struct, IBatchNormalizationTerms
{
    private const int SmallestPiece = 4 * 1024;

    /// <summary>Leaves the totals in the sums of piece 0.</summary>
    public static void Sum(in Pass pass, TTerms terms, BatchNormalizationMemory<TShape> memory)
    {
        var count = (nint)pass.Rows * TShape.Outer;
        var stretch = TShape.Channels * TShape.Inner;
        var smallest = Math.Max(1, SmallestPiece / stretch);
        var piece = (int)Math.Max(smallest, (count + TShape.StatisticsChunks - 1) / TShape.StatisticsChunks);
        var pieces = new Pieces { Terms = terms, Memory = memory, Split = new(count, 1, piece) };
        pieces.Split.Run(pass.Workers, ref pieces);
        for (var other = 1; other < pieces.Split.Pieces; other++)
        {
            for (var channel = 0; channel < TShape.Channels; channel++)
            {
                memory.FirstSums(0)[channel] += memory.FirstSums(other)[channel];
                memory.SecondSums(0)[channel] += memory.SecondSums(other)[channel];
            }
        }
    }

    private struct Pieces : IParallelBody
    {
        public TTerms Terms;
        public BatchNormalizationMemory<TShape> Memory;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            if (TShape.Inner == 1)
                ChannelsLast(start, count, Memory.FirstSums(index), Memory.SecondSums(index));
            else
                ChannelsApart(start, count, Memory.FirstSums(index), Memory.SecondSums(index));
        }

        private readonly void ChannelsLast(nint start, nint count, double* firsts, double* seconds)
        {
            for (var channel = 0; channel < TShape.Channels; channel += Vector<float>.Count)
            {
                var length = Math.Min(Vector<float>.Count, TShape.Channels - channel);
                BlockedSum first = default, second = default;
                if (length == Vector<float>.Count)
                    Rows(start, count, channel, Vector<float>.Count, ref first, ref second);
                else
                    Rows(start, count, channel, length, ref first, ref second);
                for (var k = 0; k < length; k++)
                    (firsts[channel + k], seconds[channel + k]) = (first[k], second[k]);
            }
        }

        // Inlined where the length is a constant, so that whole vectors are loaded without a question.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Rows(nint start, nint count, int channel, int length, ref BlockedSum first, ref BlockedSum second)
        {
            for (var block = start; block < start + count; block += BlockedSum.Block)
            {
                Vector<float> firstOfBlock = default, secondOfBlock = default;
                var end = Math.Min(block + BlockedSum.Block, start + count);
                for (var row = block; row < end; row++)
                    Terms.Terms((row * TShape.Channels) + channel, length, new(channel, false), ref firstOfBlock, ref secondOfBlock);
                first.Add(firstOfBlock);
                second.Add(secondOfBlock);
            }
        }

        private readonly void ChannelsApart(nint start, nint count, double* firsts, double* seconds)
        {
            for (var channel = 0; channel < TShape.Channels; channel++)
            {
                BlockedSum first = default, second = default;
                for (var outer = start; outer < start + count; outer++)
                {
                    var at = ((outer * TShape.Channels) + channel) * TShape.Inner;
                    for (var block = 0; block < TShape.Inner; block += BlockedSum.Block * Vector<float>.Count)
                    {
                        Vector<float> firstOfBlock = default, secondOfBlock = default;
                        for (var i = block; i < Math.Min(block + (BlockedSum.Block * Vector<float>.Count), TShape.Inner); i += Vector<float>.Count)
                            Terms.Terms(at + i, Math.Min(Vector<float>.Count, TShape.Inner - i), new(channel, true), ref firstOfBlock, ref secondOfBlock);
                        first.Add(firstOfBlock);
                        second.Add(secondOfBlock);
                    }
                }
                (firsts[channel], seconds[channel]) = (first.Total, second.Total);
            }
        }
    }
}
