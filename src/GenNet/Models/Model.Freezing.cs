namespace GenNet;

public abstract partial class Model
{
    /// <summary>Sets <see cref="Layer.Trainable"/> of layers to false: <c>net.Freeze(~DigitNet.Parts.Head)</c>. Files don't depend on it: what is frozen is saved and loaded at the same place.</summary>
    /// <param name="parts">The layers; null, the default, for all.</param>
    /// <exception cref="ArgumentException">They are another class's.</exception>
    public void Freeze(ModelParts? parts = null) => SetTrainable(parts, isTrained: false);

    /// <summary>Sets <see cref="Layer.Trainable"/> of layers to true.</summary>
    /// <param name="parts">The layers; null, the default, for all.</param>
    /// <exception cref="ArgumentException">They are another class's.</exception>
    public void Unfreeze(ModelParts? parts = null) => SetTrainable(parts, isTrained: true);

    private void SetTrainable(ModelParts? parts, bool isTrained)
    {
        if (parts is not null && parts.Model != Description)
            throw new ArgumentException($"They are parts of {parts.Model.FullName}, and the model is {Description.FullName}: take those of its own class.", nameof(parts));
        foreach (var number in parts?.Numbers ?? Enumerable.Range(0, Layers.Count))
            Layers[number].Trainable = isTrained;
    }
}
