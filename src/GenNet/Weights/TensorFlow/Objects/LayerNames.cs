using GenNet.Weights.Matching;

namespace GenNet.Weights.TensorFlow;

/// <summary>
/// What the layers of a model are called. A checkpoint has names of variables alone, <c>net/hidden/kernel</c> or <c>lstm/lstm_cell/kernel</c>: which part is the layer's name follows from what the class calls its
/// layers, and else from what all layers of the model have in front.
/// </summary>
internal static class LayerNames
{
    /// <summary>The names of layers, null for those that have none.</summary>
    /// <param name="layers">The variables of each.</param>
    /// <param name="known">Names that the class has for layers of that model.</param>
    public static string?[] Of(IReadOnlyList<IReadOnlyList<LayerVariable>> layers, IReadOnlySet<string> known)
    {
        var scopes = layers.Select(ScopesOf).ToArray();
        var around = layers.Count > 1 ? Common(scopes).Length : scopes is [[var model, _, ..]] && KindOf(model) is "functional" or "sequential" ? 1 : 0;
        return [.. scopes.Select(all => all.LastOrDefault(known.Contains) ?? (all.Length > around ? all[around] : null))];
    }

    /// <summary>The class of a layer, where Keras has made its name of it.</summary>
    public static string? KindOf(string? name) => name is not null && AutomaticNames.TryParse(name, out var kind, out _) ? kind : null;

    /// <summary>What the names of all variables of a layer begin with.</summary>
    public static string[] ScopesOf(IReadOnlyList<LayerVariable> variables) => Common([.. variables.Select(static variable => variable.Scopes)]);

    private static string[] Common(IReadOnlyList<IReadOnlyList<string>> names)
    {
        if (names.Count == 0)
            return [];
        var length = names.Min(static name => name.Count);
        return [.. names[0].Take(length).TakeWhile((part, i) => names.All(name => name[i] == part))];
    }
}
