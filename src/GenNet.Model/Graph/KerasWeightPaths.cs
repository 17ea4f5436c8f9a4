using System.Globalization;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Graph;

/// <summary>The group that Keras 3 gives each layer in a <c>.weights.h5</c>: <c>layers/conv2d</c>, <c>layers/conv2d_1</c>, …; of subclassed models by their attributes, <c>encoder</c>.</summary>
public static class KerasWeightPaths
{
    /// <summary>Groups in the order of Keras' <c>model.layers</c>, inputs of a Functional model (which have no variables) included; those of a model among the layers follow its own.</summary>
    public static IReadOnlyList<KerasGroup> Of(ModelSpec model)
    {
        var groups = new List<KerasGroup>();
        Add(model, new string[KerasAttributePaths.Layouts], 0, groups);
        return groups;
    }

    // Other releases call a model within another as they call its layers.
    private static void Add(ModelSpec model, string?[] models, int firstLayer, List<KerasGroup> groups)
    {
        var entities = model.Entities.ToArray();
        // Weights of the model's own lie in its own group.
        groups.AddRange(entities.Where(entity => IsVariable(model, entity)).Select(entity => new KerasGroup(
            models[0] ?? "", model.Layers[entity.FirstLayer].KerasName, firstLayer + entity.FirstLayer, model.KerasKind)
        {
            OtherPaths = models.Skip(1).Select(static path => path ?? "").ToEquatableArray(),
        }));
        foreach (var group in Own(model, entities))
        {
            var entity = group.Layer < 0 ? default : entities[group.Layer];
            var paths = models.Select((path, layout) => Below(path, group.PathIn(layout))).ToArray();
            groups.Add(group with
            {
                Takes = CallOf(model, entity.Submodel)?.Inputs.Select(model.SourceOf).ToEquatableArray() ?? EquatableArray<string>.Empty,
                Yields = entity.Submodel is not null ? CallOf(model, entity.Submodel)?.Outputs.Select(model.TypeOf).ToEquatableArray() ?? EquatableArray<TensorType>.Empty
                    : group.Layer < 0 && models[0] is not null ? EquatableArray.Of(model.Inputs.First(input => input.KerasName == group.Name).Type) : EquatableArray<TensorType>.Empty,
                Path = paths[0],
                OtherPaths = paths.Skip(1).ToEquatableArray(),
                Layer = group.Layer < 0 || entity.Submodel is not null ? KerasGroup.NoLayer : firstLayer + entity.FirstLayer,
            });
            if (group.Layer < 0 || entity.Submodel is not { } submodel)
                continue;
            if (submodel.EachTimestep)
            {
                paths = [.. paths.Select(static path => SubmodelNode.PathOfHeld(path!))];
                groups.Add(new(paths[0], submodel.Model.KerasName, KerasGroup.NoLayer, submodel.Model.KerasKind) { OtherPaths = paths.Skip(1).ToEquatableArray() });
            }
            Add(submodel.Model, paths, firstLayer + submodel.FirstLayer, groups);
        }
    }

    private static SubmodelCall? CallOf(ModelSpec model, SubmodelNode? submodel) => submodel is null ? null : model.SubmodelCalls.FirstOrDefault(call => ReferenceEquals(model.Submodels[call.Submodel], submodel));

    private static string Below(string? model, string path) => model is null ? path : $"{model}/{path}";

    private static IEnumerable<KerasGroup> Own(ModelSpec model, LayerEntity[] entities)
    {
        if (!model.IsNamedByAttributes)
            return Of(LayerGraph.Of(model), index => model.Inputs[index].KerasName, index => (KindOf(model, entities[index]), NameOf(model, entities[index])));
        var layers = Enumerable.Range(0, entities.Length).Where(i => !IsVariable(model, entities[i])).ToArray();
        var paths = new KerasAttributePaths([.. layers.Select(i => (KindOf(model, entities[i]), AttributeOf(model, entities[i])))], model.Form == KerasForm.Subclassed);
        return layers.Select((layer, i) => new KerasGroup(paths[0][i], NameOf(model, entities[layer]), layer, KindOf(model, entities[layer]))
        {
            OtherPaths = Enumerable.Range(1, KerasAttributePaths.Layouts - 1).Select(layout => paths[layout][i]).ToEquatableArray(),
        });
    }

    private static bool IsVariable(ModelSpec model, LayerEntity entity) => entity.Submodel is null && model.Layers[entity.FirstLayer].IsVariable;

    private static string KindOf(ModelSpec model, LayerEntity entity) => entity.Submodel?.Kind ?? LayerClass.Of(model.Layers[entity.FirstLayer].Spec.Kind);

    private static string NameOf(ModelSpec model, LayerEntity entity) => entity.Submodel?.KerasName ?? model.Layers[entity.FirstLayer].KerasName;

    private static KerasAttribute AttributeOf(ModelSpec model, LayerEntity entity) => entity.Submodel?.Attribute ?? model.Layers[entity.FirstLayer].Attribute;

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
            var group = LayerClass.InNames(kind);
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
/// <param name="Layer">Index of the layer, or of a weight of the model's own; <see cref="NoLayer"/> for an input, and for a model among the layers.</param>
/// <param name="Kind">Keras' class name.</param>
public sealed record KerasGroup(string Path, string Name, int Layer, string Kind)
{
    /// <summary>What a model among the layers takes at its first call: names as of <see cref="ModelSpec.SourceOf"/>.</summary>
    public EquatableArray<string> Takes { get; init; } = EquatableArray<string>.Empty;

    /// <summary>What a model among the layers yields at its first call; of an input of such a model what that is.</summary>
    public EquatableArray<TensorType> Yields { get; init; } = EquatableArray<TensorType>.Empty;

    /// <summary>In place of the index of a layer.</summary>
    public const int NoLayer = -1;

    /// <summary>Its paths in files of other releases (<see cref="KerasAttributePaths"/>); empty where all call it as this one does.</summary>
    public EquatableArray<string> OtherPaths
    {
        get => field.All(path => path == Path) ? EquatableArray<string>.Empty : field;
        init;
    }

    /// <summary>Its path in files of a layout, 0 for that of Keras 3.</summary>
    internal string PathIn(int layout) => layout == 0 || OtherPaths.Count == 0 ? Path : OtherPaths[layout - 1];
}
