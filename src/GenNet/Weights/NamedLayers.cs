using GenNet.Weights.Matching;

namespace GenNet.Weights;

/// <summary>Layers told from the names of arrays alone: <c>layer/variable</c>.</summary>
internal static class NamedLayers
{
    /// <summary>The layers; those with names that Keras made in the order in which it made them.</summary>
    /// <param name="arrays">The arrays and their names.</param>
    public static IReadOnlyList<StoredLayer> Of(IEnumerable<(string Name, StoredTensor Array)> arrays) => [.. arrays
        .GroupBy(static a => ContainerOf(a.Name), StringComparer.Ordinal)
        .Select(static group => Layer(group.Key, group))
        .OrderBy(static layer => layer.Kind, StringComparer.Ordinal)
        .ThenBy(static layer => ContainerOf(layer.Path), StringComparer.Ordinal)
        .ThenBy(static layer => layer.Kind is null ? 0 : AutomaticNames.Split(OwnName(layer.Path)).Number)
        .ThenBy(static layer => layer.Path, StringComparer.Ordinal)];

    private static StoredLayer Layer(string name, IEnumerable<(string Name, StoredTensor Array)> arrays) => new(
        name, name, AutomaticNames.TryParse(OwnName(name), out var kind, out _) ? kind : null,
        [.. arrays.Select(static a => new StoredVariable(OwnName(a.Name), a.Array))])
    {
        KindIsOfName = true,
    };

    private static string ContainerOf(string name) => name[..Math.Max(0, name.LastIndexOf('/'))];

    private static string OwnName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
