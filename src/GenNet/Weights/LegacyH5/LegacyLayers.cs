using GenNet.Specs;
using GenNet.Weights.Assembling;
using GenNet.Weights.KerasH5;
using GenNet.Weights.Matching;

namespace GenNet.Weights.LegacyH5;

/// <summary>
/// The layers of a legacy file, told apart with the help of a class. The file has no paths of Keras 3, which tell class and position, and lists the arrays of a model among the layers without
/// saying where one of its layers ends. Which layer is which is decided elsewhere, by the rules that hold for every format.
/// </summary>
internal static class LegacyLayers
{
    /// <summary>The layers of <paramref name="file"/>, those of models among them, in the form that <see cref="LoadPlan"/> matches.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The class.</param>
    /// <param name="options">Whether positions decide.</param>
    public static IReadOnlyList<StoredLayer> Of(LegacyWeightsFile file, ExpectedModel model, LoadOptions options)
    {
        var nodes = LegacyNode.Of(model);
        var isOfGenNet = file.Metadata.ContainsKey(WeightMetadata.ContractHash);
        var counterparts = Counterparts(file.LayersInOrder, nodes, options, isOfGenNet);
        var layers = file.LayersInOrder.SelectMany((layer, i) => counterparts[i] is not { } node ? [layer.AsStored()] : node.IsModel ? LegacySubmodel.LayersOf(layer, node, options) : [Single(layer, node, options)]).ToArray();
        return options.GoesByPosition ? InPlaces(layers, nodes, model) : InOrder(layers, model);
    }

    // The file lists them as the model runs, and positions count within a class. What is no layer of the class stands among those of its own.
    private static StoredLayer[] InOrder(StoredLayer[] layers, ExpectedModel model)
    {
        var groups = model.Layers.Select(static layer => layer.Group).ToHashSet(StringComparer.Ordinal);
        return [.. layers.Index().OrderBy(layer => groups.Contains(layer.Item.Path) ? KerasPaths.PlaceOf(layer.Item.Path) : new("layers", layer.Item.Kind ?? "", layer.Index)).Select(static layer => layer.Item)];
    }

    // Names that the class doesn't have are none then, and what stands where is known.
    private static IReadOnlyList<StoredLayer> InPlaces(IEnumerable<StoredLayer> layers, IReadOnlyList<LegacyNode> nodes, ExpectedModel model)
    {
        var kinds = model.Layers.ToDictionary(static layer => layer.Group, static layer => layer.KindInNames, StringComparer.Ordinal);
        return
        [
            .. layers.Select(layer => kinds.TryGetValue(layer.Path, out var kind) ? layer with { Name = IsKnown(layer.Name!, nodes) ? layer.Name : null, Kind = kind } : layer)
                .OrderBy(static layer => KerasPaths.PlaceOf(layer.Path)),
        ];
    }

    private static bool IsKnown(string name, IReadOnlyList<LegacyNode> nodes) => nodes.Any(node => node.Name == name || name.StartsWith(node.Name + "/", StringComparison.Ordinal));

    // By name, or where nobody chose one by position within the class; where positions are asked for, by position among all whose names the class doesn't have.
    private static LegacyNode?[] Counterparts(IReadOnlyList<LegacyLayer> layers, IReadOnlyList<LegacyNode> nodes, LoadOptions options, bool isOfGenNet)
    {
        var (here, there) = (Enumerable.Range(0, nodes.Count).ToArray(), Enumerable.Range(0, layers.Count).ToArray());
        if (!options.GoesByPosition)
        {
            here = [.. here.OrderBy(i => KerasPaths.PlaceOf(nodes[i].Group))];
            there = [.. there.OrderBy(i => layers[i].Kind, StringComparer.Ordinal)];
        }
        var match = LayerMatcher.Match(
            [.. there.Select(i => new LayerToMatch(options.GoesByPosition && !IsKnown(layers[i].Name, nodes) ? null : layers[i].Name, !isOfGenNet && KindOf(layers[i], nodes) is { } kind && IsOfLayer(kind) ? kind : null, LegacyShapes.InAnyOrder(layers[i].Weights.Select(static w => w.Array.ShapeText))))],
            [.. here.Select(i => nodes[i].ToMatch())],
            MatchingRules.Of(options, everyNameIsChosen: isOfGenNet));
        var counterparts = new LegacyNode?[layers.Count];
        for (var i = 0; i < here.Length; i++)
        {
            if (match.Layers[i].Stored is >= 0 and var stored)
                counterparts[there[stored]] = nodes[here[i]];
        }
        return counterparts;
    }

    // Keras 1 convolves one axis as two, of which the second has one element.
    private static StoredTensor OfOneAxis(StoredTensor array) => array.Dimensions is [var size, 1, var channels, var filters]
        ? new RearrangedTensor([size, channels, filters], new TensorPiece(array, new([ElementPlaces.Axis(size, channels * filters), ElementPlaces.Axis(channels, filters), ElementPlaces.Axis(filters, 1)])))
        : array;

    // Only the name tells it. One that somebody chose for a layer of the class may sound like another class of Keras': a MultiHeadAttention called attention.
    private static string? KindOf(LegacyLayer layer, IEnumerable<LegacyNode> nodes) =>
        nodes.FirstOrDefault(node => !node.IsModel && node.Name == layer.Name) is { Layers: [{ KindInNames: var kind }] } && !AutomaticNames.Is(layer.Name, kind) ? kind : layer.Kind;

    // A model among the layers is a Functional for one release and a Model for another.
    private static bool IsOfLayer(string? kind) => kind is not ("functional" or "sequential");

    private static StoredLayer Single(LegacyLayer layer, LegacyNode node, LoadOptions options) => new(node.Group, layer.Name, KindOf(layer, [node]), VariablesOf(layer.Weights, node.Layers[0], options));

    /// <summary>
    /// A layer's arrays. Their names decide where the class has one of them, as of a normalization without gamma they tell which of two arrays is there, and where somebody chose them, as of a model's own
    /// weights; where positions are asked for, only if the class has them all.
    /// </summary>
    public static IReadOnlyList<StoredVariable> VariablesOf(IReadOnlyList<LegacyWeight> weights, ExpectedLayer layer, LoadOptions options)
    {
        var names = layer.Variables.Select(static v => v.Name).ToHashSet(StringComparer.Ordinal);
        var leaves = weights.Select(weight => LeafOf(weight, layer)).ToArray();
        var named = leaves.Distinct(StringComparer.Ordinal).Count() == leaves.Length && (Array.TrueForAll(leaves, names.Contains)
            || (!options.GoesByPosition && (Array.Exists(leaves, names.Contains) || (HasChosenNames(layer) && !Array.Exists(leaves, IsAutomatic)))));
        return [.. weights.Zip(leaves, (weight, leaf) => new StoredVariable(named ? leaf : null, layer.Kind == "Conv1D" ? OfOneAxis(weight.Array) : weight.Array))];
    }

    private static bool HasChosenNames(ExpectedLayer layer) => layer.IsOwn || !LayerCatalog.IsKind(layer.Kind);

    // Keras 2 has another name for the kernel of a depthwise convolution.
    private static string LeafOf(LegacyWeight weight, ExpectedLayer layer) =>
        weight.Leaf == "depthwise_kernel" && layer.Kind is "DepthwiseConv1D" or "DepthwiseConv2D" ? "kernel" : weight.Leaf;

    // TensorFlow's and Keras' names of variables that were given none.
    private static bool IsAutomatic(string leaf) => AutomaticNames.Split(leaf).Stem is "variable" or "Variable";
}
