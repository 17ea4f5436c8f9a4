using GenNet.Weights.Matching;

namespace GenNet.Weights.Safetensors;

/// <summary>The layers in a safetensors file whose arrays are called <c>layer/variable</c>.</summary>
internal static class SafetensorsLayers
{
    /// <summary>The layers; those with names that Keras made in the order in which it made them.</summary>
    public static IReadOnlyList<StoredLayer> Of(IReadOnlyList<StoredTensor> tensors) => [.. tensors
        .GroupBy(static t => t.Path[..Math.Max(0, t.Path.LastIndexOf('/'))], StringComparer.Ordinal)
        .Select(static group => Layer(group.Key, group))
        .OrderBy(static layer => layer.Kind, StringComparer.Ordinal)
        .ThenBy(static layer => layer.Path[..Math.Max(0, layer.Path.LastIndexOf('/'))], StringComparer.Ordinal)
        .ThenBy(static layer => layer.Kind is null ? 0 : AutomaticNames.Split(OwnName(layer.Path)).Number)
        .ThenBy(static layer => layer.Path, StringComparer.Ordinal)];

    private static StoredLayer Layer(string name, IEnumerable<StoredTensor> arrays) => new(
        name, name, AutomaticNames.TryParse(OwnName(name), out var kind, out _) ? kind : null,
        [.. arrays.Select(static a => new StoredVariable(OwnName(a.Path), a))]);

    private static string OwnName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
