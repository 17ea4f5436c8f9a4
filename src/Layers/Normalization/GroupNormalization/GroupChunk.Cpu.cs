using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Some channels of one row at all positions.</summary>
/// <param name="outer">Product of the axes before the channels.</param>
/// <param name="channel">The first channel.</param>
/// <param name="count">How many, at most <see cref="GroupPlane{TShape}.ChunkSize"/>.</param>
internal readonly unsafe struct GroupChunk<TShape>(int outer, int channel, int count)
    where TShape : struct, IGroupNormalizationShape
{
    // So many positions are summed in float32 before they join the total.
    private const int Together = 64;

    /// <summary>The first channel.</summary>
    public int Channel => channel;

    /// <summary>How many.</summary>
    public int Count => count;

    /// <summary>What each channel has of a value that there is of each group from <paramref name="firstGroup"/> on.</summary>
    public void Spread(float* ofGroups, int firstGroup, float* ofChannels)
    {
        for (var k = 0; k < count; k++)
            ofChannels[k] = ofGroups[GroupOf(k) - firstGroup];
    }

    /// <summary>Where channel <paramref name="k"/> of the chunk begins in the row, at one index of the axes before the channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint At(int position, int k) => (((nint)position * GroupPlane<TShape>.Channels) + channel + k) * TShape.Inner;

    /// <summary>The group of channel <paramref name="k"/> of the chunk.</summary>
    public int GroupOf(int k) => (channel + k) / TShape.ChannelsPerGroup;

    /// <summary>Adds both terms of every element to the channels' sums.</summary>
    /// <param name="input">The row.</param>
    /// <param name="gradient">The row of the output's gradient, if the term takes it.</param>
    /// <param name="statistics">Mean and inverse deviation that each channel has.</param>
    /// <param name="firsts">Sums of the first term.</param>
    /// <param name="seconds">Sums of the second.</param>
    public void Sum<TTerm>(float* input, float* gradient, ChannelStatistics statistics, double* firsts, double* seconds)
        where TTerm : struct, IGroupTerm
    {
        if (TShape.Inner == 1)
            SumSideBySide<TTerm>(input, gradient, statistics, firsts, seconds);
        else
            SumRuns<TTerm>(input, gradient, statistics, firsts, seconds);
    }

    private void SumSideBySide<TTerm>(float* input, float* gradient, ChannelStatistics statistics, double* firsts, double* seconds)
        where TTerm : struct, IGroupTerm
    {
        var parts = stackalloc float[2 * GroupPlane<TShape>.ChunkSize];
        var others = parts + GroupPlane<TShape>.ChunkSize;
        for (var start = 0; start < outer; start += Together)
        {
            new Span<float>(parts, 2 * GroupPlane<TShape>.ChunkSize).Clear();
            for (var position = start; position < Math.Min(start + Together, outer); position++)
            {
                var at = At(position, 0);
                for (var k = 0; k < count; k += Vector<float>.Count)
                {
                    var length = Math.Min(Vector<float>.Count, count - k);
                    var (first, second) = Terms<TTerm>(input, gradient, at + k, length, statistics.Mean(k), statistics.Inverse(k));
                    Vector.Store(Vector.Load(parts + k) + first, parts + k);
                    if (TTerm.HasSecond)
                        Vector.Store(Vector.Load(others + k) + second, others + k);
                }
            }
            for (var k = 0; k < count; k++)
            {
                firsts[k] += parts[k];
                seconds[k] += others[k];
            }
        }
    }

    private void SumRuns<TTerm>(float* input, float* gradient, ChannelStatistics statistics, double* firsts, double* seconds)
        where TTerm : struct, IGroupTerm
    {
        for (var position = 0; position < outer; position++)
        {
            for (var k = 0; k < count; k++)
            {
                var at = At(position, k);
                var (mean, inverse) = (Vector.Create(statistics.Means[k]), Vector.Create(statistics.Inverses[k]));
                Vector<float> sum = default, other = default;
                for (var i = 0; i < TShape.Inner; i += Vector<float>.Count)
                {
                    var length = Math.Min(Vector<float>.Count, TShape.Inner - i);
                    var (first, second) = Terms<TTerm>(input, gradient, at + i, length, mean, inverse);
                    sum += length == Vector<float>.Count ? first : First(first, length);
                    other += length == Vector<float>.Count ? second : First(second, length);
                }
                firsts[k] += Vector.Sum(sum);
                seconds[k] += Vector.Sum(other);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float> First, Vector<float> Second) Terms<TTerm>(float* input, float* gradient, nint at, int length, Vector<float> mean, Vector<float> inverse)
        where TTerm : struct, IGroupTerm => TTerm.Of(
            Elementwise.LoadPart(input + at, length), TTerm.HasSecond ? Elementwise.LoadPart(gradient + at, length) : default, mean, inverse);

    // What lies beyond the run is 0 there, and has a term that isn't.
    private static Vector<float> First(Vector<float> value, int length)
    {
        var result = Vector<float>.Zero;
        Elementwise.StorePart(value, (float*)&result, length);
        return result;
    }
}
