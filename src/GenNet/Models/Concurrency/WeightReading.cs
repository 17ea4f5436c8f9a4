namespace GenNet;

/// <summary>A model's weights as they are at one moment, until it is disposed: training and assignments wait for that, and a load puts its weights in the place of these.</summary>
internal readonly ref struct WeightReading(WeightReader reader, WeightArena weights)
{
    /// <summary>The call's place in the model's gate, with its working memory.</summary>
    public WeightReader Reader { get; } = reader;

    public WeightArena Weights { get; } = weights;

    public void Dispose()
    {
        // Kernels have pointers alone.
        GC.KeepAlive(Weights);
        Reader.Exit();
    }
}
