namespace GenNet.Kernels;

/// <summary>
/// What a <see cref="Tile{TVector, TSimd, TLayout, TRows, TColumns}"/> works on. The depth is cut into segments, each with its
/// own place in A and B: one for a matrix product, one a tap or row of taps for a convolution.
/// </summary>
internal unsafe struct TileArguments
{
    /// <summary>A, to which <see cref="Segment.A"/> is added.</summary>
    public float* A;

    /// <summary>From row to row where A is contiguous along the depth, else from depth to depth.</summary>
    public nint AStride;

    /// <summary>B, to which <see cref="Segment.B"/> is added; contiguous along the columns.</summary>
    public float* B;

    /// <summary>From depth to depth.</summary>
    public nint BStride;

    public float* C;

    /// <summary>From row to row.</summary>
    public nint CStride;

    /// <summary>What the sums are added to: zeros or a bias with stride 0, or C itself.</summary>
    public float* Start;

    /// <summary>From row to row.</summary>
    public nint StartStride;

    /// <summary>What is added to results, laid out as C; null for nothing.</summary>
    public float* Added;

    /// <summary>Between which values results are kept.</summary>
    public OutputBounds Bounds;

    public Segment* Segments;

    public int SegmentCount;
}

/// <summary>A stretch of the depth.</summary>
/// <param name="A">Where it begins in A, in float32 values.</param>
/// <param name="B">Where it begins in B, in float32 values.</param>
/// <param name="Depth">Its length.</param>
internal readonly record struct Segment(nint A, nint B, nint Depth);

/// <summary>How A lies in memory.</summary>
internal interface ITileLayout
{
    /// <summary>Whether A's neighbours in memory are neighbours along the depth; else they are neighbours along the rows.</summary>
    static abstract bool IsDepthContiguous { get; }
}

/// <summary>A as it is used: a row's depth is contiguous.</summary>
internal readonly struct RowMajor : ITileLayout
{
    public static bool IsDepthContiguous => true;
}

/// <summary>A transposed: the rows of one depth are contiguous.</summary>
internal readonly struct ColumnMajor : ITileLayout
{
    public static bool IsDepthContiguous => false;
}
