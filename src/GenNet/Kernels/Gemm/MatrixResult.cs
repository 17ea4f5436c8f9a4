namespace GenNet.Kernels;

/// <summary>Where a product goes, and what is done to it on the way: <c>C = min(ceiling, max(floor, start + A·B + added))</c>.</summary>
internal readonly unsafe struct MatrixResult(float* values, nint stride)
{
    public float* Values { get; } = values;

    /// <summary>From row to row.</summary>
    public nint Stride { get; } = stride;

    /// <summary>One value a column that is added; null: none.</summary>
    public float* Bias { get; init; }

    /// <summary>Whether the product is added to what C holds; then there is no bias.</summary>
    public bool Accumulate { get; init; }

    /// <summary>What is added to the product when it is whole, in the order of C; null: nothing.</summary>
    public float* Added { get; init; }

    /// <summary>Between which values the results are kept.</summary>
    public OutputBounds Bounds { get; init; } = OutputBounds.None;

    /// <summary>The same from column <paramref name="first"/> on.</summary>
    public MatrixResult Columns(int first) =>
        new(Values + first, Stride) { Bias = Bias == null ? null : Bias + first, Accumulate = Accumulate, Added = Added == null ? null : Added + first, Bounds = Bounds };
}
