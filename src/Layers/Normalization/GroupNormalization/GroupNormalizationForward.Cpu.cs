using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Bundles of a group normalization, one after another: means, variances, and what follows.</summary>
internal unsafe struct GroupNormalizationForward<TShape> : IParallelBody
    where TShape : struct, IGroupNormalizationShape
{
    public float* Input;
    public float* Output;
    public float* Gamma;
    public float* Beta;
    public float* Saved;
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
        var input = Input + (row * Outer * GroupPlane<TShape>.Channels * TShape.Inner);
        var elements = (double)Outer * TShape.ChannelsPerGroup * TShape.Inner;
        var means = stackalloc float[2 * ChunkSize];
        var inverses = means + ChunkSize;
        var totals = stackalloc double[ChunkSize];

        Totals<GroupValue>(input, group, groups, means, totals);
        for (var k = 0; k < groups; k++)
            means[k] = (float)(totals[k] / elements);
        Totals<GroupSquare>(input, group, groups, means, totals);
        for (var k = 0; k < groups; k++)
            inverses[k] = (float)(1 / Math.Sqrt((totals[k] / elements) + TShape.Epsilon));

        for (var k = 0; Saved != null && k < groups; k++)
        {
            var saved = Saved + (2 * ((row * TShape.Groups) + group + k));
            (saved[0], saved[1]) = (means[k], inverses[k]);
        }
        Normalize(input, group, groups, means, inverses);
    }

    // Sums of each group, of terms that take the means alone.
    private readonly void Totals<TTerm>(float* input, int group, int groups, float* means, double* totals)
        where TTerm : struct, IGroupTerm
    {
        var sums = stackalloc double[2 * ChunkSize];
        var statistics = stackalloc float[2 * ChunkSize];
        new Span<float>(statistics, 2 * ChunkSize).Clear();
        new Span<double>(totals, groups).Clear();
        foreach (var chunk in GroupPlane<TShape>.Chunks(Outer, group, groups))
        {
            new Span<double>(sums, 2 * ChunkSize).Clear();
            chunk.Spread(means, group, statistics);
            chunk.Sum<TTerm>(input, null, new(statistics, statistics + ChunkSize), sums, sums + ChunkSize);
            for (var k = 0; k < chunk.Count; k++)
                totals[chunk.GroupOf(k) - group] += sums[k];
        }
    }

    private readonly void Normalize(float* input, int group, int groups, float* means, float* inverses)
    {
        var output = Output + (input - Input);
        var statistics = stackalloc float[3 * ChunkSize];
        var factors = statistics + ChunkSize;
        var shifts = statistics + (2 * ChunkSize);
        new Span<float>(statistics, 3 * ChunkSize).Clear();
        foreach (var chunk in GroupPlane<TShape>.Chunks(Outer, group, groups))
        {
            chunk.Spread(means, group, statistics);
            chunk.Spread(inverses, group, factors);
            for (var k = 0; k < chunk.Count; k++)
            {
                factors[k] *= Gamma == null ? 1 : Gamma[chunk.Channel + k];
                shifts[k] = Beta == null ? 0 : Beta[chunk.Channel + k];
            }
            if (TShape.Inner == 1)
                SideBySide(chunk, input, output, statistics, factors, shifts);
            else
                Runs(chunk, input, output, statistics, factors, shifts);
        }
    }

    private readonly void SideBySide(GroupChunk<TShape> chunk, float* input, float* output, float* means, float* factors, float* shifts)
    {
        for (var position = 0; position < Outer; position++)
        {
            var at = chunk.At(position, 0);
            for (var k = 0; k < chunk.Count; k += Vector<float>.Count)
                Normalize(input + at + k, output + at + k, Math.Min(Vector<float>.Count, chunk.Count - k), Vector.Load(means + k), Vector.Load(factors + k), Vector.Load(shifts + k));
        }
    }

    private readonly void Runs(GroupChunk<TShape> chunk, float* input, float* output, float* means, float* factors, float* shifts)
    {
        for (var position = 0; position < Outer; position++)
        {
            for (var k = 0; k < chunk.Count; k++)
            {
                var at = chunk.At(position, k);
                var (mean, factor, shift) = (Vector.Create(means[k]), Vector.Create(factors[k]), Vector.Create(shifts[k]));
                for (var i = 0; i < TShape.Inner; i += Vector<float>.Count)
                    Normalize(input + at + i, output + at + i, Math.Min(Vector<float>.Count, TShape.Inner - i), mean, factor, shift);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Normalize(float* input, float* output, int length, Vector<float> mean, Vector<float> factor, Vector<float> shift) =>
        Elementwise.StorePart(Vector.FusedMultiplyAdd(Elementwise.LoadPart(input, length) - mean, factor, shift), output, length);
}
