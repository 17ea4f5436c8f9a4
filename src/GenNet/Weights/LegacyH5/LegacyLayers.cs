using GenNet.Contracts;
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
    // What Keras' layers call variables of which a layer may have one or another.
    private static readonly HashSet<string> s_variables = new(StringComparer.Ordinal)
    {
        "alpha", "beta", "bias", "count", "depthwise_kernel", "embeddings", "gamma", "kernel", "mean", "moving_mean", "moving_variance", "pointwise_kernel", "recurrent_kernel", "scale", "variance",
    };

    /// <summary>The layers of <paramref name="file"/>, those of models among them, in the form that <see cref="LoadPlan"/> matches.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The class.</param>
    /// <param name="options">What decides.</param>
    /// <param name="saved">What the file tells of the model that was saved; null if nothing.</param>
    public static IReadOnlyList<StoredLayer> Of(LegacyWeightsFile file, ExpectedModel model, LoadOptions options, ContractVersion? saved)
    {
        var nodes = LegacyNode.Of(model);
        var isOfGenNet = file.Metadata.ContainsKey(WeightMetadata.ContractHash);
        var counterparts = Counterparts(file.LayersInOrder, nodes, options, isOfGenNet);
        var told = new Lazy<IReadOnlyList<LegacyNode>>(() => saved is null ? [] : LegacyNode.Of(VersionModel.Of(saved, model, new Dictionary<string, string>())));
        return InOrder(file.LayersInOrder.SelectMany((layer, i) => counterparts[i] switch
        {
            null => [layer.AsStored()],
            { IsModel: false } node => [Single(layer, node)],
            var node when options.NamesInnerModels => LegacySubmodel.LayersAround(layer, node, Told(layer)),
            var node => LegacySubmodel.LayersOf(layer, node, Told(layer)),
        }), model);

        LegacyNode? Told(LegacyLayer layer) => told.Value.FirstOrDefault(known => known.Name == layer.Name);
    }

    // The file lists them as the model runs, and positions count within a class. What is no layer of the class stands among those of its own.
    private static StoredLayer[] InOrder(IEnumerable<StoredLayer> layers, ExpectedModel model)
    {
        var kinds = model.Layers.ToDictionary(static layer => (layer.Group, layer.IsOwn), static layer => layer.KindInNames);
        return
        [
            .. layers.Select(layer => layer.Kind is null && kinds.TryGetValue((layer.Path, false), out var kind) ? layer with { Kind = kind } : layer).Index()
                .OrderBy(layer => kinds.ContainsKey((layer.Item.Path, false)) || kinds.ContainsKey((layer.Item.Path, true)) ? KerasPaths.PlaceOf(layer.Item.Path) : new("layers", layer.Item.Kind ?? "", layer.Index))
                .Select(static layer => layer.Item),
        ];
    }

    // By name, or where nobody chose one by position within the class; where order alone is to decide, by that of all.
    private static LegacyNode?[] Counterparts(IReadOnlyList<LegacyLayer> layers, IReadOnlyList<LegacyNode> nodes, LoadOptions options, bool isOfGenNet)
    {
        var rules = MatchingRules.Of(options, everyNameIsChosen: isOfGenNet) with { HasOrder = true };
        LayerToMatch[] file = [.. layers.Select(layer => new LayerToMatch(layer.Name, !isOfGenNet && KindOf(layer, nodes) is { } kind && IsOfLayer(kind) ? kind : null, LegacyShapes.InAnyOrder(layer.Weights.Select(static w => w.Array.ShapeText))))];
        LayerToMatch[] model = [.. nodes.Select(static node => node.ToMatch())];
        var (here, there) = (Enumerable.Range(0, nodes.Count).OrderBy(i => nodes[i].KerasPlace).ToArray(), Enumerable.Range(0, layers.Count).Where(i => LayerNames.IsIn(options.Part, layers[i].Name)).ToArray());
        if (!LayerMatcher.GoesByOrder([.. there.Select(i => file[i])], model, rules))
        {
            here = [.. here.OrderBy(i => KerasPaths.PlaceOf(nodes[i].Group))];
            there = [.. there.OrderBy(i => layers[i].Kind, StringComparer.Ordinal)];
        }
        var match = LayerMatcher.Match([.. there.Select(i => file[i])], [.. here.Select(i => model[i])], rules);
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

    private static StoredLayer Single(LegacyLayer layer, LegacyNode node) => new(node.Group, layer.Name, KindOf(layer, [node]), VariablesOf(layer.Weights, node.Layers[0]));

    /// <summary>
    /// A layer's arrays. Their names decide where the class has one of them, where all are such as Keras' layers have, so that they tell which of two arrays of a normalization is there, and where somebody chose them,
    /// as of a model's own weights.
    /// </summary>
    public static IReadOnlyList<StoredVariable> VariablesOf(IReadOnlyList<LegacyWeight> weights, ExpectedLayer layer)
    {
        var names = layer.Variables.Select(static v => v.Name).ToHashSet(StringComparer.Ordinal);
        var leaves = weights.Select(weight => LeafOf(weight, layer)).ToArray();
        var named = leaves.Distinct(StringComparer.Ordinal).Count() == leaves.Length
            && (Array.Exists(leaves, names.Contains) || (Array.TrueForAll(leaves, s_variables.Contains) && !names.Any(static name => name.Contains('/'))) || (HasChosenNames(layer) && !Array.Exists(leaves, IsAutomatic)));
        return [.. weights.Zip(leaves, (weight, leaf) => new StoredVariable(named ? leaf : null, layer.Kind == "Conv1D" ? OfOneAxis(weight.Array) : weight.Array))];
    }

    private static bool HasChosenNames(ExpectedLayer layer) => layer.IsOwn || !LayerCatalog.IsKind(layer.Kind);

    // Keras 2 has another name for the kernel of a depthwise convolution, Keras 1 for an embedding's table. A wrapper's variables are those of the layer in it, if it is one.
    private static string LeafOf(LegacyWeight weight, ExpectedLayer layer)
    {
        var name = (weight.Leaf, layer.Kind) switch
        {
            ("depthwise_kernel", "DepthwiseConv1D" or "DepthwiseConv2D") => "kernel",
            ("kernel", "Embedding") => "embeddings",
            var (leaf, _) => leaf,
        };
        return layer.Variables.Where(variable => variable.LeafName == name).Take(2).ToArray() is [var only] ? only.Name : name;
    }

    // TensorFlow's and Keras' names of variables that were given none.
    private static bool IsAutomatic(string leaf) => AutomaticNames.Split(leaf).Stem is "variable" or "Variable";
}
