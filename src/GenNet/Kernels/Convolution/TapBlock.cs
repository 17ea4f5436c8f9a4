namespace GenNet.Kernels;

/// <summary>Segments of a convolution's depth that are added in one go, each with the row of taps it belongs to.</summary>
internal unsafe struct TapBlock(Segment* segments, int* rows)
{
    /// <summary>Most segments.</summary>
    public const int Capacity = 64;

    /// <summary>Most depth: so much of a panel of the kernel stays in the first-level cache.</summary>
    public const int LargestDepth = 288;

    private int _count;

    public readonly bool IsFull => _count == Capacity;

    public void Clear() => _count = 0;

    /// <summary>Adds a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="row">How many rows of the source image it lies below what the first row of taps would see.</param>
    public void Add(Segment segment, int row)
    {
        rows[_count] = row;
        segments[_count++] = segment;
    }

    /// <summary>Gives <paramref name="strip"/> those segments that lie within an image of <paramref name="height"/> rows; the others are zeros.</summary>
    public readonly void SelectWithin(int height, int row, ref TileArguments strip)
    {
        var first = 0;
        while (first < _count && (uint)(row + rows[first]) >= (uint)height)
            first++;
        var end = _count;
        while (end > first && (uint)(row + rows[end - 1]) >= (uint)height)
            end--;
        strip.Segments = segments + first;
        strip.SegmentCount = end - first;
    }
}
