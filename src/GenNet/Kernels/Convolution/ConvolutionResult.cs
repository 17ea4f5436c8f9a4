namespace GenNet.Kernels;

/// <summary>Where a convolution goes, and what is done to it on the way: <c>output = min(ceiling, max(floor, factors · convolution + bias + added))</c>.</summary>
/// <param name="output">(batch, output depth, output height, output width, filters), overwritten.</param>
internal readonly unsafe struct ConvolutionResult(float* output)
{
    /// <summary>(batch, output depth, output height, output width, filters)</summary>
    public float* Output { get; } = output;

    /// <summary>(filters), or null.</summary>
    public float* Bias { get; init; }

    /// <summary>What each filter is multiplied by, readable up to a whole register; null: nothing.</summary>
    public float* Factors { get; init; }

    /// <summary>What is added, in the order of the output; null: nothing.</summary>
    public float* Added { get; init; }

    /// <summary>Between which values the results are kept.</summary>
    public OutputBounds Bounds { get; init; } = OutputBounds.None;
}
