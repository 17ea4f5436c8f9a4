using System.Globalization;
using GenNet.Naming;

namespace GenNet.Graph;

/// <summary>The group that Keras 3 gives each layer in a <c>.weights.h5</c>: <c>layers/conv2d</c>, <c>layers/conv2d_1</c>, …</summary>
public static class KerasWeightPaths
{
    /// <summary>Groups in the order of Keras' <c>model.layers</c>, inputs of a Functional model (which have no variables) included; those of a model among the layers follow its own.</summary>
    public static IReadOnlyList<KerasGroup> Of(ModelSpec model)
    {
        var groups = new List<KerasGroup>();
        Add(model, "", 0, groups);
        return groups;
    }

    private static void Add(ModelSpec model, string prefix, int firstLayer, List<KerasGroup> groups)
    {
        var entities = model.Entities.ToArray();
        var own = Of(
            LayerGraph.Of(model),
            index => model.Inputs[index].KerasName,
            index => entities[index].Submodel is { } submodel
                ? (submodel.Kind, submodel.KerasName)
                : (model.Layers[entities[index].FirstLayer].Spec.Kind, model.Layers[entities[index].FirstLayer].KerasName));
        foreach (var group in own)
        {
            var (path, entity) = (prefix + group.Path, group.Layer < 0 ? default : entities[group.Layer]);
            groups.Add(group with { Path = path, Layer = group.Layer < 0 || entity.Submodel is not null ? KerasGroup.NoLayer : firstLayer + entity.FirstLayer });
            if (group.Layer >= 0 && entity.Submodel is { } submodel)
                Add(submodel.Model, path + "/", firstLayer + submodel.FirstLayer, groups);
        }
    }

    /// <summary>Groups of any graph of layers.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputName">Name of an input.</param>
    /// <param name="layer">Class and name of a layer.</param>
    public static IReadOnlyList<KerasGroup> Of(LayerGraph graph, Func<int, string> inputName, Func<int, (string Kind, string Name)> layer)
    {
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        var groups = new List<KerasGroup>();
        foreach (var entity in KerasLayerOrder.Of(graph))
        {
            var (kind, name) = entity.Kind == EntityKind.Input
                ? ("InputLayer", inputName(entity.Index))
                : layer(entity.Index);
            var group = SnakeCase.Of(kind);
            used.TryGetValue(group, out var count);
            used[group] = count + 1;
            var suffix = count == 0 ? "" : "_" + count.ToString(CultureInfo.InvariantCulture);
            groups.Add(new($"layers/{group}{suffix}", name, entity.Kind == EntityKind.Layer ? entity.Index : KerasGroup.NoLayer, kind));
        }
        return groups;
    }
}

/// <summary>A layer's group in a weight file.</summary>
/// <param name="Path">Its path; the variables are <c>&lt;path&gt;/vars/0</c>, <c>1</c>, … in the layer's order.</param>
/// <param name="Name">The layer's name in Keras, kept in the attribute <c>name</c>.</param>
/// <param name="Layer">Index of the layer; <see cref="NoLayer"/> for an input, and for a model among the layers.</param>
/// <param name="Kind">Keras' class name.</param>
public sealed record KerasGroup(string Path, string Name, int Layer, string Kind)
{
    /// <summary>In place of the index of a layer.</summary>
    public const int NoLayer = -1;
}
