using GenNet.Weights.KerasH5;

namespace GenNet.Weights.KerasArchive;

/// <summary>Names of layers in a weight file whose groups Keras 2.12 to 2.14 called and counted otherwise: each class's are in the config's order all the same.</summary>
internal sealed class NamesByPlace
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _config;
    private readonly ILookup<string, string> _groups;

    private NamesByPlace(IReadOnlyDictionary<string, string> config)
    {
        _config = config;
        _groups = config.Keys.ToLookup(static group => ParentOf(ParentOf(group)), StringComparer.Ordinal);
    }

    /// <summary>Names by the file's paths.</summary>
    /// <param name="stored">Paths of the file's layers with variables.</param>
    /// <param name="config">Names by the groups that the config's layers have in later files, <c>layers/dense_1</c>.</param>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyCollection<string> stored, IReadOnlyDictionary<string, string> config)
    {
        var names = new NamesByPlace(config);
        names.Add(stored, "", "");
        return names._names;
    }

    // A layer that is a model has its own list, of which the same holds.
    private void Add(IEnumerable<string> stored, string model, string modelInConfig)
    {
        var inConfig = _groups[modelInConfig].OrderBy(KerasPaths.PlaceOf).ToLookup(KerasPaths.KindOf);
        var layers = stored.GroupBy(path => KerasPaths.InOldLayersOf(path, model)).Where(static layer => layer.Key is not null).OrderBy(static layer => KerasPaths.PlaceOf(layer.Key!));
        foreach (var kind in layers.GroupBy(static layer => KerasPaths.KindOf(layer.Key!)))
        {
            if (kind.Count() != inConfig[kind.Key].Count())
                continue;
            foreach (var (layer, group) in kind.Zip(inConfig[kind.Key]))
            {
                _names[layer.Key!] = _config[group];
                Add(layer, layer.Key!, group);
            }
        }
    }

    private static string ParentOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";
}
