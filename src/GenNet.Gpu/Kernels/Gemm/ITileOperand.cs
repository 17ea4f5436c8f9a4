namespace GenNet.Gpu.Kernels;

/// <summary>
/// A factor of a product, seen as <i>lines</i> (rows of the left one, columns of the right one) that run along the <i>depth</i> of the product. It may be a matrix in either order, or the
/// patches of an image that a convolution multiplies, which never exist as a matrix.
/// </summary>
/// <typeparam name="TSelf">The operand itself.</typeparam>
[GpuKernel]
internal interface ITileOperand<TSelf>
    where TSelf : struct, ITileOperand<TSelf>
{
    /// <summary>Whether the four values of a <see cref="Load"/> follow each other along the depth, in one line; else they are of four lines, at one depth.</summary>
    static abstract bool IsAlongDepth { get; }

    /// <summary>What the loads of a thread, which are all of one line or of the same four, have in common.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="batch">Which product of a batch.</param>
    /// <param name="line">The line, or the first of four.</param>
    static abstract LinePlace PlaceOf(TSelf operand, int batch, int line);

    /// <summary>Four values, 0 beyond the end of a line and for lines that there aren't.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="place">What <see cref="PlaceOf"/> gave.</param>
    /// <param name="depth">The first value's depth.</param>
    static abstract F4 Load(TSelf operand, LinePlace place, int depth);
}

/// <summary>Where a line lies; what the numbers are, is the operand's own affair.</summary>
internal struct LinePlace
{
    /// <summary>The line, or the first of four.</summary>
    public int Line;

    /// <summary>Where its values begin, or an image does.</summary>
    public long Offset;

    /// <summary>A position along the first of three axes.</summary>
    public int Z;

    /// <summary>A position along the second.</summary>
    public int Y;

    /// <summary>A position along the last.</summary>
    public int X;
}
