namespace GenNet.Layers;

/// <summary>
/// What a batch normalization keeps from forward to backward. Every part has one value a channel; it begins with the float64 sums of the
/// pieces that the batch is cut into, two for each piece and channel.
/// </summary>
/// <param name="start">Where it begins.</param>
internal readonly unsafe struct BatchNormalizationMemory<TShape>(float* start)
    where TShape : struct, IBatchNormalizationShape
{
    private readonly float* _start = start;

    /// <summary>The first sums of a piece: Σ x, Σ (x − mean) or Σ g.</summary>
    public double* FirstSums(int piece) => (double*)_start + ((nint)piece * TShape.Channels);

    /// <summary>The second sums of a piece: the number of elements, Σ (x − mean)² or Σ g·x̂.</summary>
    public double* SecondSums(int piece) => FirstSums(TShape.StatisticsChunks + piece);

    /// <summary>The mean that the batch was normalized by.</summary>
    public float* Mean => Part(0);

    /// <summary>1 / √(variance + epsilon).</summary>
    public float* Inverse => Part(1);

    /// <summary>The correction factor of batch renormalization.</summary>
    public float* Factor => Part(2);

    /// <summary>The correction summand of batch renormalization.</summary>
    public float* Summand => Part(3);

    /// <summary>Number of elements in the statistics; with a mask 10⁻⁷ more.</summary>
    public float* Count => Part(4);

    private float* Part(int number) => _start + ((nint)((4 * TShape.StatisticsChunks) + number) * TShape.Channels);
}
