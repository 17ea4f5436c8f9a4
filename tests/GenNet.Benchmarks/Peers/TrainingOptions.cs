namespace GenNet.Benchmarks.Peers;

/// <summary>Adam as all engines run it.</summary>
internal static class TrainingOptions
{
    public const float LearningRate = 1e-3f;

    /// <summary>Keras and PyTorch add epsilon at different places, which makes different steps unless it is negligible.</summary>
    public const float Epsilon = 1e-12f;
}
