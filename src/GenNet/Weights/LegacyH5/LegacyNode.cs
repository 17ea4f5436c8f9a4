using GenNet.Weights.KerasH5;
using GenNet.Weights.Matching;

namespace GenNet.Weights.LegacyH5;

/// <summary>A layer of a class as a legacy file has it: one that is a model with all of its layers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Layers">The layer itself, or the layers with variables in it.</param>
internal sealed record LegacyNode(string Name, IReadOnlyList<ExpectedLayer> Layers)
{
    /// <summary>Whether it is a model among the layers.</summary>
    public bool IsModel => Layers.Count > 1 || Layers[0].Name != Name;

    /// <summary>Where Keras 3 has it: <c>layers/dense_1</c>, which tells class and position.</summary>
    public string Group => IsModel ? KerasPaths.ObjectsTo(Layers[0].Group, static _ => false).First() : Layers[0].Group;

    /// <summary>Its place in the order of Keras' <c>model.layers</c>.</summary>
    public int KerasPlace => Layers.Where(static layer => !layer.IsOwn).Select(static layer => layer.KerasPlace).DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>All variables, layer by layer.</summary>
    public IEnumerable<(ExpectedLayer Layer, ExpectedVariable Variable)> Variables => Layers.SelectMany(static layer => layer.Variables.Select(variable => (layer, variable)));

    /// <summary>The layers of a class, outermost ones alone, in the model's order.</summary>
    public static IReadOnlyList<LegacyNode> Of(ExpectedModel model) =>
        [.. model.Layers.GroupBy(static layer => OutermostOf(layer.Name), StringComparer.Ordinal).Select(static group => new LegacyNode(group.Key, [.. group]))];

    /// <summary>As it is matched: by name, or by class and the shapes of all its variables.</summary>
    public LayerToMatch ToMatch() => new(
        Name, IsModel ? null : Layers[0].ToMatch.Kind, LegacyShapes.InAnyOrder(Variables.Select(static v => v.Variable.Shape.ToKerasString())))
    {
        IsFree = Layers.All(static layer => !layer.IsSelected),
    };

    private static string OutermostOf(string name) => name.IndexOf('/') is >= 0 and var slash ? name[..slash] : name;
}
