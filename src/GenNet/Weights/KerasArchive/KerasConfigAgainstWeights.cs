using GenNet.Contracts;
using GenNet.Weights.KerasConfig;

namespace GenNet.Weights.KerasArchive;

/// <summary>
/// The two parts of a <c>.keras</c> file describe one model: where the config's layers and the arrays of the weights contradict each other, somebody exchanged or edited
/// one of them, and what the config says of activations and epsilons is of another model than the weights.
/// </summary>
internal static class KerasConfigAgainstWeights
{
    private const string ConfigName = "config.json";

    /// <summary>Refuses a file whose parts contradict each other, as far as the config can be read and the weights name their layers.</summary>
    /// <exception cref="WeightFileException">They do: it names layer, variable and both shapes.</exception>
    public static void Require(KerasArchiveFile file, KerasReadable config)
    {
        var stored = file.Layers.Where(static layer => KerasH5.KerasPaths.IsInLayers(layer.Path)).ToArray();
        // Without names there is nothing to tell a layer's arrays by: such layouts go by position alone.
        if (stored.Length == 0 || stored.Any(static layer => layer.Name is null) || stored.DistinctBy(static layer => layer.Name).Count() < stored.Length)
            return;
        var names = config.Names.ToHashSet(StringComparer.Ordinal);
        if (stored.FirstOrDefault(layer => !names.Contains(layer.Name!)) is { } unknown)
            throw Contradiction(file, $"the weights have {ArraysOf(unknown)} for a layer '{unknown.Name}', at {unknown.Path}, and the config has no such layer");
        var arrays = stored.ToDictionary(static layer => layer.Name!, StringComparer.Ordinal);
        foreach (var (layer, inputRank) in config.Layers)
        {
            if (inputRank is not null && !IsPacked(config, layer.Name))
                Require(file, layer, arrays.GetValueOrDefault(layer.Name));
        }
    }

    private static void Require(KerasArchiveFile file, ContractLayer layer, StoredLayer? stored)
    {
        if (stored is null && layer.Variables.Count > 0)
            throw Contradiction(file, $"layer '{layer.Name}' has {VariablesOf(layer)} by the config, and the weights have nothing for it");
        if (stored is null || stored.Variables.Any(static v => v.Array.Refusal is not null))
            return;
        if (stored.Variables.Count != layer.Variables.Count)
            throw Contradiction(file, $"layer '{layer.Name}' has {(layer.Variables.Count == 0 ? "no variables" : VariablesOf(layer))} by the config, and the weights have {ArraysOf(stored)}, at {stored.Path}");
        // Names of the layer's own code are compared as the weights are loaded.
        if (stored.Variables.Any(static v => KerasH5.KerasPaths.VariableIn(v.Array.Path) is not null))
            return;
        foreach (var (variable, (_, array)) in layer.Variables.Zip(stored.InOrderOf(layer.Variables.Select(static v => v.Name))))
        {
            if (!array.HasShape(variable.Shape))
                throw Contradiction(file, $"{layer.Name}/{variable.Name} is {variable.Shape.ToKerasString()} by the config, and {array.ShapeText} in the weights, at {array.Path}");
        }
    }

    // Keras stores kernels of a few bits in other shapes, and scales beside them.
    private static bool IsPacked(KerasReadable config, string layer) => config.OtherTypes.Any(type => type.Layer == layer);

    private static string VariablesOf(ContractLayer layer) => string.Join(", ", layer.Variables.Select(static v => $"{v.Name} {v.Shape.ToKerasString()}"));

    private static string ArraysOf(StoredLayer layer) =>
        $"{(layer.Variables.Count == 1 ? "1 array" : $"{layer.Variables.Count} arrays")} ({string.Join(", ", layer.Variables.Select(static v => v.Array.ShapeText))})";

    private static WeightFileException Contradiction(KerasArchiveFile file, string problem) => new(
        file.File, ConfigName, "it contradicts the weights in the same file: " + problem,
        "They are not of one model: save the model again in Keras, model.save(\"name.keras\"), and leave what is in the file as it is.");
}
