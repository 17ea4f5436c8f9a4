using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// Layers that act in training alone, whatever their arguments: a Dropout of rate 0 does nothing in training either, so a contract doesn't mark it, and files saved with
/// another rate mean the same.
/// </summary>
internal static class TrainingLayers
{
    /// <summary>The version with every such layer marked.</summary>
    public static ContractVersion Marked(ContractVersion version) =>
        version.Layers.Any(IsUnmarked) ? version with { Layers = version.Layers.Select(static layer => IsUnmarked(layer) ? layer with { TrainingOnly = true } : layer).ToEquatableArray() } : version;

    private static bool IsUnmarked(ContractLayer layer) =>
        !layer.TrainingOnly && layer.Variables.Count == 0 && LayerPrototype.Of(layer.Kind, layer.Arguments) is { ActsInTrainingAlone: true };
}
