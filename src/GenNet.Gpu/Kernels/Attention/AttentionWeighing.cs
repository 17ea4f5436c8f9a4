using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>What attention's kernels do with the weights that a thread brought to a tile, one by one: what masks and dropout need. No other thread's are touched, so that there are no barriers.</summary>
/// <typeparam name="TTile">The tile.</typeparam>
[GpuKernel]
internal static class AttentionWeighing<TTile>
    where TTile : struct, IAttentionTile
{
    /// <summary>Fours of a thread.</summary>
    public const int Fours = 8;

    /// <summary>One of them.</summary>
    public static AttentionFour FourOf(AttentionPlace place, int four)
    {
        var stride = 4 * AttentionBlocks<TTile>.Stride;
        if (place.AreLinesKeys == 0)
        {
            var line = AttentionBlocks<TTile>.Line(four);
            var step = TTile.Side * stride;
            return new() { Query = place.FirstQuery + line, Key = place.FirstKey + (4 * AttentionBlocks<TTile>.X), At = (AttentionBlocks<TTile>.X * stride) + line, Step = step };
        }
        var column = four % 4;
        var first = AttentionBlocks<TTile>.Line(four / 4 * 4);
        return new()
        {
            Query = place.FirstQuery + (4 * AttentionBlocks<TTile>.X) + column,
            Key = place.FirstKey + first,
            At = (4 * AttentionBlocks<TTile>.ColumnAt(column)) + first,
            Step = 1,
        };
    }

    /// <summary>Makes −∞ of scores that don't count.</summary>
    public static void Mask(AttentionShape shape, AttentionPlace place, ArrayView<F4> tile)
    {
        var values = tile.Cast<float>();
        for (var i = 0; i < Fours; i++)
        {
            var four = FourOf(place, i);
            for (var key = 0; key < 4; key++)
            {
                if (!AttentionMasks.Keeps(shape, place.Batch, four.Query, four.Key + key))
                    values[four.At + (key * four.Step)] = float.NegativeInfinity;
            }
        }
    }

    /// <summary>Makes weights of products of queries and keys.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="place">The tile's place.</param>
    /// <param name="logs">Of each query the logarithm of its sum, of the tile's first query first: −∞ where it has no key, ∞ where there is no query.</param>
    /// <param name="withoutKeys">The weights of a query that has no key.</param>
    /// <param name="tile">The products.</param>
    public static void Weigh(AttentionShape shape, AttentionPlace place, ArrayView<float> logs, float withoutKeys, ArrayView<F4> tile)
    {
        var values = tile.Cast<float>();
        for (var i = 0; i < Fours; i++)
        {
            var four = FourOf(place, i);
            var log = logs[four.Query - place.FirstQuery];
            for (var key = 0; key < 4; key++)
            {
                var at = four.At + (key * four.Step);
                var weight = 0f;
                if (log == float.NegativeInfinity)
                    weight = four.Key + key < shape.Keys ? withoutKeys : 0f;
                else if (AttentionMasks.Keeps(shape, place.Batch, four.Query, four.Key + key))
                    weight = Exponentials.ExpOfWeight((values[at] * shape.Scale) - log);
                values[at] = weight;
            }
        }
    }

    /// <summary>Drops weights, as training does, and scales those that stay.</summary>
    public static void Drop(AttentionShape shape, AttentionPlace place, ArrayView<F4> tile)
    {
        var values = tile.Cast<float>();
        for (var i = 0; i < Fours; i++)
        {
            var four = FourOf(place, i);
            var kept = AttentionShape.KeptFour(shape, place.Batch, place.Head, four.Query, four.Key);
            values[four.At] *= kept.X;
            values[four.At + four.Step] *= kept.Y;
            values[four.At + (2 * four.Step)] *= kept.Z;
            values[four.At + (3 * four.Step)] *= kept.W;
        }
    }

    /// <summary>Makes those weights negative that training drops: both the weight and whether it is dropped are needed then.</summary>
    public static void MarkDropped(AttentionShape shape, AttentionPlace place, ArrayView<F4> tile)
    {
        var values = tile.Cast<float>();
        for (var i = 0; i < Fours; i++)
        {
            var four = FourOf(place, i);
            var kept = AttentionShape.KeptFour(shape, place.Batch, place.Head, four.Query, four.Key);
            values[four.At] *= SignOf(kept.X);
            values[four.At + four.Step] *= SignOf(kept.Y);
            values[four.At + (2 * four.Step)] *= SignOf(kept.Z);
            values[four.At + (3 * four.Step)] *= SignOf(kept.W);
        }
    }

    /// <summary>Makes of marked weights those that training multiplies by.</summary>
    public static void DropMarked(AttentionShape shape, AttentionPlace place, ArrayView<F4> tile)
    {
        var values = tile.Cast<float>();
        for (var i = 0; i < Fours; i++)
        {
            var four = FourOf(place, i);
            for (var key = 0; key < 4; key++)
            {
                var at = four.At + (key * four.Step);
                values[at] = values[at] < 0 ? 0f : values[at] * shape.DropScale;
            }
        }
    }

    private static float SignOf(float kept) => kept > 0 ? 1f : -1f;
}
