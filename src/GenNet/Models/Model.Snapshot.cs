namespace GenNet;

public abstract partial class Model
{
    /// <summary>A copy of all weights, for <see cref="RestoreWeights"/> of the same model.</summary>
    internal float[] CopyWeights()
    {
        using var reading = ReadWeights();
        return reading.Weights.All.ToArray();
    }

    internal void RestoreWeights(float[] weights)
    {
        using var change = ChangeWeights(nameof(RestoreWeights));
        weights.CopyTo(WeightArena.All);
        WeightArena.Changed();
    }
}
