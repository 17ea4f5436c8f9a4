namespace GenNet.Gpu.Kernels;

/// <summary>Which keys the queries of a tile can attend to, as far as their positions alone say, and which tiles need no mask.</summary>
[GpuKernel]
internal static class AttentionRange
{
    /// <summary>The first key that queries from <paramref name="firstQuery"/> on attend to, rounded down to a multiple of <paramref name="columns"/>.</summary>
    public static int FirstKey(AttentionShape shape, int firstQuery, int columns) => shape.Window == 0 | firstQuery < shape.Window ? 0 : (firstQuery - shape.Window + 1) / columns * columns;

    /// <summary>The end of the keys that <paramref name="lines"/> queries from <paramref name="firstQuery"/> on attend to.</summary>
    public static int EndKey(AttentionShape shape, int firstQuery, int lines)
    {
        var end = firstQuery + lines;
        if (shape.IsCausal == 0)
            end = shape.Window == 0 | shape.Window > shape.Keys ? shape.Keys : end + shape.Window - 1;
        return end < shape.Keys ? end : shape.Keys;
    }

    /// <summary>The first query that gives keys from <paramref name="firstKey"/> on a gradient, rounded down to a multiple of <paramref name="columns"/>.</summary>
    public static int FirstQuery(AttentionShape shape, int firstKey, int columns)
    {
        if (CanAttendToAll(shape))
            return 0;
        if (shape.IsCausal != 0)
            return firstKey / columns * columns;
        return shape.Window == 0 | firstKey < shape.Window ? 0 : (firstKey - shape.Window + 1) / columns * columns;
    }

    /// <summary>The end of the queries that give <paramref name="lines"/> keys from <paramref name="firstKey"/> on a gradient.</summary>
    public static int EndQuery(AttentionShape shape, int firstKey, int lines)
    {
        if (shape.Window == 0 | shape.Window > shape.Queries || CanAttendToAll(shape))
            return shape.Queries;
        var end = firstKey + lines + shape.Window - 1;
        return end < shape.Queries ? end : shape.Queries;
    }

    /// <summary>Whether all pairs of a tile count, or are of queries, or <paramref name="beyondKeys"/> keys, that there aren't.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="firstQuery">The tile's first query.</param>
    /// <param name="queries">Its queries.</param>
    /// <param name="firstKey">The tile's first key.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="beyondKeys">Whether keys that there aren't do no harm.</param>
    public static bool IsWhole(AttentionShape shape, int firstQuery, int queries, int firstKey, int keys, bool beyondKeys)
    {
        if (HasMask(shape) || (!beyondKeys & firstKey + keys > shape.Keys))
            return false;
        if (shape.IsCausal != 0 & firstKey + keys - 1 > firstQuery)
            return false;
        return shape.Window == 0 | (firstQuery + queries - 1 - firstKey < shape.Window & firstKey + keys - 1 - firstQuery < shape.Window);
    }

    // A query with no key to attend to, which causes alone don't make: with as many keys as queries each has its own.
    private static bool CanAttendToAll(AttentionShape shape) => shape.AttendsToAllWithoutAny != 0 && (HasMask(shape) || shape.Queries > shape.Keys);

    private static bool HasMask(AttentionShape shape) => (shape.HasQueryMask | shape.HasKeyMask | shape.HasValueMask | shape.HasPairMask) != 0;
}
