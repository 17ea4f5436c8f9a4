using GenNet.Weights.Matching;

namespace GenNet.Weights;

/// <summary>Names of layers as options have them: <c>hidden</c>, <c>tower</c> for a model among the layers with all that is in it, <c>block_*</c> for all whose names begin so.</summary>
internal static class LayerNames
{
    private const int MostListed = 20;

    /// <summary>Whether one of the names stands for a layer.</summary>
    public static bool Contain(IReadOnlyList<string> names, string layer)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (StandsFor(names[i], layer))
                return true;
        }
        return false;
    }

    /// <summary>What stands behind <paramref name="name"/> in <paramref name="layer"/>, if that is the layer or a model around it: nothing, or <c>/dense</c>; null if it isn't.</summary>
    public static string? Below(string name, string layer) => layer == name ? ""
        : name.Length == 0 ? $"/{layer}"
        : layer.Length > name.Length && layer[name.Length] == '/' && layer.StartsWith(name, StringComparison.Ordinal) ? layer[name.Length..]
        : null;

    /// <summary>Whether a layer of a file is one of the part that a load is about, or a model around that.</summary>
    /// <param name="part">The part; null for all of the file.</param>
    /// <param name="layer">The layer's name.</param>
    public static bool IsIn(string? part, string layer) => part is null || Below(part, layer) is not null || Below(layer, part) is not null;

    /// <summary>Checks that every name stands for something: one that is misspelt would leave its layer as it is, unseen.</summary>
    /// <param name="names">The names.</param>
    /// <param name="layers">Names of all layers.</param>
    /// <param name="model">The model.</param>
    /// <param name="option">Where the names are from, for the message.</param>
    /// <exception cref="ArgumentException">One stands for nothing.</exception>
    public static void Require(IReadOnlyList<string> names, IReadOnlyCollection<string> layers, string model, string option)
    {
        foreach (var name in names)
        {
            if (layers.Any(layer => StandsFor(name, layer)))
                continue;
            var similar = SimilarNames.Find(name, layers);
            var listed = string.Join(", ", layers.Take(MostListed)) + (layers.Count > MostListed ? ", …" : "");
            throw new ArgumentException(
                $"{option}: {model} has no layer with weights that is called {name}{(similar is null ? "" : $", and one is called {similar}")}. It has {listed}. Nothing was changed.", "options");
        }
    }

    private static bool StandsFor(string name, string layer) => name.EndsWith('*') ? layer.StartsWith(name[..^1], StringComparison.Ordinal) : name.Length > 0 && Below(name, layer) is not null;
}
