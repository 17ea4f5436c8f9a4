namespace GenNet;

public abstract partial class Model
{
    /// <summary>A copy of all weights, for <see cref="RestoreWeights"/> of the same model.</summary>
    internal float[] CopyWeights() => WeightArena.All.ToArray();

    internal void RestoreWeights(float[] weights)
    {
        weights.CopyTo(WeightArena.All);
        WeightArena.Changed();
    }
}
