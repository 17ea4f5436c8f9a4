namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>What both kinds of normalization have of Keras.</summary>
internal static class NormalizationDefaults
{
    /// <summary>Keras' default, added to a variance.</summary>
    public const float Epsilon = 1e-3f;

    /// <summary>Keras' default, the weight of the old value in moving averages.</summary>
    public const double Momentum = 0.99;
}

/// <summary>Normalizes each channel, in training by the batch's statistics.</summary>
internal sealed record BatchNormalizationLayer(Extent Output, float[] Gamma, float[] Beta, float[] MovingMean, float[] MovingVariance) : NetworkLayer(Output)
{
    public override IReadOnlyList<float[]> Variables => [Gamma, Beta, MovingMean, MovingVariance];

    // Value, mean and beta, by a factor that is rounded itself: √(variance + epsilon) and gamma over it.
    public override int ReductionLength => 5;
}

/// <summary>Normalizes the channels of each place.</summary>
internal sealed record LayerNormalizationLayer(Extent Output, float[] Gamma, float[] Beta) : NetworkLayer(Output)
{
    public override IReadOnlyList<float[]> Variables => [Gamma, Beta];

    public override int ReductionLength => Output.Channels;
}
