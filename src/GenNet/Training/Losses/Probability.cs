namespace GenNet.Training.Losses;

/// <summary>Keras' care for probabilities of 0 and 1 before a logarithm is taken.</summary>
internal static class Probability
{
    /// <summary><c>keras.config.epsilon()</c>.</summary>
    public const double Epsilon = 1e-7;

    /// <summary>What stands for 0 where nothing is clipped: the smallest normal float32.</summary>
    public const double Least = 1.17549435e-38;

    /// <summary><paramref name="p"/> within [lowest, 1 − lowest].</summary>
    public static double Clip(double p, double lowest) => Math.Clamp(p, lowest, 1 - lowest);

    /// <summary>Whether clipping lets the gradient through.</summary>
    public static bool IsInside(double p, double lowest) => p >= lowest && p <= 1 - lowest;
}
