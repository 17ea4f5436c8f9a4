using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// The gradient of the input: with h = g·gamma and x̂ the normalized input, (h − mean(h) − x̂·mean(h·x̂)) / √(variance + epsilon), the means being over the group. Both come from the sums of
/// g·x̂ and g of each channel, which are gamma's and beta's gradients of the row, too.
/// </summary>
internal unsafe struct GroupNormalizationBackward<TShape> : IParallelBody
    where TShape : struct, IGroupNormalizationShape
{
    public float* Input;
    public float* Gamma;
    public float* Saved;
    public float* OutputGradient;
    public float* InputGradient;
    public float* Sums;
    public int Outer;
    public WorkSplit Split;

    private static int ChunkSize => GroupPlane<TShape>.ChunkSize;

    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = Split[index];
        for (var bundle = start; bundle < start + count; bundle++)
            Bundle(bundle);
    }

    private readonly void Bundle(nint bundle)
    {
        var (row, group, groups) = GroupPlane<TShape>.BundleAt(bundle);
        var offset = row * Outer * GroupPlane<TShape>.Channels * TShape.Inner;
        var ofGroups = stackalloc float[2 * ChunkSize];
        var statistics = new ChannelStatistics(ofGroups, ofGroups + ChunkSize);
        for (var k = 0; k < groups; k++)
        {
            var saved = Saved + (2 * ((row * TShape.Groups) + group + k));
            (statistics.Means[k], statistics.Inverses[k]) = (saved[0], saved[1]);
        }
        var totals = stackalloc double[2 * ChunkSize];
        SumChannels(row, offset, group, groups, statistics, totals, totals + ChunkSize);
        if (InputGradient == null)
            return;
        var elements = (double)Outer * TShape.ChannelsPerGroup * TShape.Inner;
        var meansOfH = stackalloc float[2 * ChunkSize];
        for (var k = 0; k < groups; k++)
            (meansOfH[ChunkSize + k], meansOfH[k]) = ((float)(totals[k] / elements), (float)(totals[ChunkSize + k] / elements));
        StoreGradient(offset, group, groups, statistics, meansOfH, meansOfH + ChunkSize);
    }

    // Of each channel to where gamma's and beta's gradients are made of them, of each group, times gamma, to the totals.
    private readonly void SumChannels(nint row, nint offset, int group, int groups, ChannelStatistics ofGroups, double* dots, double* totals)
    {
        var sums = stackalloc double[2 * ChunkSize];
        var ofChannels = stackalloc float[2 * ChunkSize];
        new Span<float>(ofChannels, 2 * ChunkSize).Clear();
        new Span<double>(dots, groups).Clear();
        new Span<double>(totals, groups).Clear();
        foreach (var chunk in GroupPlane<TShape>.Chunks(Outer, group, groups))
        {
            new Span<double>(sums, 2 * ChunkSize).Clear();
            chunk.Spread(ofGroups.Means, group, ofChannels);
            chunk.Spread(ofGroups.Inverses, group, ofChannels + ChunkSize);
            chunk.Sum<GroupGradient>(Input + offset, OutputGradient + offset, new(ofChannels, ofChannels + ChunkSize), sums, sums + ChunkSize);
            for (var k = 0; k < chunk.Count; k++)
            {
                var at = Sums + (2 * ((row * GroupPlane<TShape>.Channels) + chunk.Channel + k));
                (at[0], at[1]) = ((float)sums[k], (float)sums[ChunkSize + k]);
                var gamma = Gamma == null ? 1 : Gamma[chunk.Channel + k];
                dots[chunk.GroupOf(k) - group] += gamma * sums[k];
                totals[chunk.GroupOf(k) - group] += gamma * sums[ChunkSize + k];
            }
        }
    }

    private readonly void StoreGradient(nint offset, int group, int groups, ChannelStatistics ofGroups, float* meansOfH, float* meansOfDot)
    {
        var ofChannels = stackalloc float[5 * ChunkSize];
        new Span<float>(ofChannels, 5 * ChunkSize).Clear();
        var mean = ofChannels;
        var inverse = ofChannels + ChunkSize;
        var gamma = ofChannels + (2 * ChunkSize);
        var meanOfH = ofChannels + (3 * ChunkSize);
        var meanOfDot = ofChannels + (4 * ChunkSize);
        foreach (var chunk in GroupPlane<TShape>.Chunks(Outer, group, groups))
        {
            chunk.Spread(ofGroups.Means, group, mean);
            chunk.Spread(ofGroups.Inverses, group, inverse);
            chunk.Spread(meansOfH, group, meanOfH);
            chunk.Spread(meansOfDot, group, meanOfDot);
            for (var k = 0; k < chunk.Count; k++)
                gamma[k] = Gamma == null ? 1 : Gamma[chunk.Channel + k];
            for (var position = 0; position < Outer; position++)
            {
                for (var k = 0; k < chunk.Count; k += TShape.Inner == 1 ? Vector<float>.Count : 1)
                {
                    if (TShape.Inner == 1)
                        Store(offset + chunk.At(position, k), Math.Min(Vector<float>.Count, chunk.Count - k), Vector.Load(mean + k), Vector.Load(inverse + k), Vector.Load(gamma + k), Vector.Load(meanOfH + k), Vector.Load(meanOfDot + k));
                    else
                        StoreRun(offset + chunk.At(position, k), Vector.Create(mean[k]), Vector.Create(inverse[k]), Vector.Create(gamma[k]), Vector.Create(meanOfH[k]), Vector.Create(meanOfDot[k]));
                }
            }
        }
    }

    private readonly void StoreRun(nint at, Vector<float> mean, Vector<float> inverse, Vector<float> gamma, Vector<float> meanOfH, Vector<float> meanOfDot)
    {
        for (var i = 0; i < TShape.Inner; i += Vector<float>.Count)
            Store(at + i, Math.Min(Vector<float>.Count, TShape.Inner - i), mean, inverse, gamma, meanOfH, meanOfDot);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Store(nint at, int length, Vector<float> mean, Vector<float> inverse, Vector<float> gamma, Vector<float> meanOfH, Vector<float> meanOfDot)
    {
        var normalized = (Elementwise.LoadPart(Input + at, length) - mean) * inverse;
        var h = Elementwise.LoadPart(OutputGradient + at, length) * gamma;
        Elementwise.StorePart((h - meanOfH - (normalized * meanOfDot)) * inverse, InputGradient + at, length);
    }
}
