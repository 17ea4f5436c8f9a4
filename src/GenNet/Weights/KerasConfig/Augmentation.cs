using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Layers of Keras that change images at random, in training alone: what the model computes is the same without them.</summary>
internal static class Augmentation
{
    private static readonly HashSet<string> s_others = ["MixUp", "CutMix", "AugMix", "RandAugment"];

    /// <summary>Whether <paramref name="layer"/> is one.</summary>
    public static bool Is(KerasObject layer) => layer.IsKerasOwn && (layer.ClassName.StartsWith("Random", StringComparison.Ordinal) || s_others.Contains(layer.ClassName));

    /// <summary>The layer that does what <paramref name="layer"/> does at inference.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="notes">Takes what is left out.</param>
    public static LayerSpec? AtInference(KerasObject layer, ICollection<string> notes)
    {
        notes.Add($"{layer.ClassName} is left out: it changes images in training alone, which is done in C# with what Fit is given");
        return layer.ClassName == "RandomCrop"
            ? LayerCatalog.Create("CenterCrop", new Dictionary<string, object?> { ["height"] = Size(layer, "height"), ["width"] = Size(layer, "width") })
            : LayerCatalog.Create("Identity", new Dictionary<string, object?>());
    }

    private static object? Size(KerasObject layer, string name) => layer.Entry(name) is { ValueKind: System.Text.Json.JsonValueKind.Number } size ? KerasArguments.Number(size) : null;
}
