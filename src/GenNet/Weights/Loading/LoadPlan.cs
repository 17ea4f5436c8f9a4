using GenNet.Naming;
using GenNet.Weights.Matching;

namespace GenNet.Weights;

/// <summary>Pairs the variables of a model with the arrays of a file, and says where they don't fit. It reads no values.</summary>
internal sealed class LoadPlan
{
    private readonly IWeightContainer _file;
    private readonly LayerMatcher _match;
    private readonly HashSet<string> _asked;

    /// <summary>Plans a load.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="model">What is to be filled.</param>
    /// <param name="options">What may pass.</param>
    /// <param name="contract">What the file was saved with, compared with the class; null to take it from the file's metadata.</param>
    /// <exception cref="WeightFileException">The file is damaged.</exception>
    public LoadPlan(IWeightContainer file, ExpectedModel model, LoadOptions options, ContractCheck? contract = null)
    {
        _file = file;
        Model = model;
        Options = options;
        Contract = contract ?? ContractCheck.Of(file, model);
        IsOfGenNet = file.Metadata.ContainsKey(WeightMetadata.Model);
        var all = StoredLayers(file, model);
        var byAttribute = LayersByAttribute.Match(file.Naming, all, model);
        var taken = byAttribute.Values.ToHashSet();
        StoredLayer[] stored = [.. all.Where((_, i) => !taken.Contains(i))];
        // Positions count within a class, in Keras' order of the model's layers.
        int[] order = [.. Enumerable.Range(0, model.Layers.Count).Where(i => !byAttribute.ContainsKey(i)).OrderBy(i => model.Layers[i].Group, KerasH5.KerasPaths.Order)];
        _match = LayerMatcher.Match(
            [.. stored.Select(ToMatch)], [.. order.Select(i => model.Layers[i].ToMatch())], MatchingRules.Of(options, everyNameIsChosen: IsOfGenNet));
        var layers = new LayerPlan[model.Layers.Count];
        var fileHasNames = all.Any(static l => l.Name is not null);
        var matched = _match.Layers.Select(static match => match.Stored).ToHashSet();
        string[] freeNames = [.. stored.Where((layer, i) => layer.Name is not null && !matched.Contains(i)).Select(static layer => layer.Name!)];
        for (var i = 0; i < order.Length; i++)
        {
            var layer = model.Layers[order[i]];
            layers[order[i]] = _match.Layers[i] switch
            {
                { By: MatchedBy.Nothing } when _match.Opposite[i] >= 0 => LayerPlan.Opposite(layer, stored[_match.Opposite[i]], file.Naming, options),
                { By: MatchedBy.Nothing } => LayerPlan.Without(layer, file, fileHasNames, freeNames),
                var match => LayerPlan.With(layer, stored[match.Stored], file.Naming, options),
            };
        }
        foreach (var (layer, there) in byAttribute)
            layers[layer] = LayerPlan.With(model.Layers[layer], all[there], file.Naming, options);
        Layers = layers;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (layer, there) in byAttribute)
        {
            if (all[there].Name is { } name && name != model.Layers[layer].Name)
                names.TryAdd(name, model.Layers[layer].Name);
        }
        for (var i = 0; i < order.Length; i++)
        {
            if (_match.Layers[i] is { By: MatchedBy.Position, Stored: var source } && stored[source].Name is { } name)
                names.TryAdd(name, model.Layers[order[i]].Name);
        }
        Contract = Contract.Matched(names);
        ByPosition =
        [
            .. order.Where((_, i) => _match.Layers[i].By == MatchedBy.Position)
                .Concat(byAttribute.Where(pair => !KerasH5.KerasPaths.IsByAttributes(all[pair.Value].Path) && all[pair.Value].Name != model.Layers[pair.Key].Name).Select(static pair => pair.Key))
                .Order().Select(i => layers[i]),
        ];
        Interchangeable =
        [
            .. _match.Interchangeable.Select(group => string.Join(", ", group.Select(i => layers[order[i]].Layer.Name))),
            .. layers.SelectMany(static l => l.Interchangeable),
        ];
        // An array that isn't read may be met on the way to what was asked for.
        _asked = new(Variables.Where(static v => v.Report.StoredShape is not null).Select(static v => v.Source?.Path ?? v.Report.Path), StringComparer.Ordinal);
    }

    /// <summary>What is to be filled.</summary>
    public ExpectedModel Model { get; }

    /// <summary>What may pass.</summary>
    public LoadOptions Options { get; }

    /// <summary>What the file was saved with, compared with the class.</summary>
    public ContractCheck Contract { get; }

    /// <summary>Whether GenNet wrote the file.</summary>
    public bool IsOfGenNet { get; }

    /// <summary>The layers in the model's order.</summary>
    public IReadOnlyList<LayerPlan> Layers { get; }

    /// <summary>The variables in the model's order.</summary>
    public IEnumerable<PlannedVariable> Variables => Layers.SelectMany(static l => l.Variables);

    /// <summary>Layers that have no names in the file.</summary>
    public IReadOnlyList<LayerPlan> ByPosition { get; }

    /// <summary>Layers, and variables of one layer, that the file could have in another order unseen.</summary>
    public IReadOnlyList<string> Interchangeable { get; }

    /// <summary>Why layers without names were not matched; null if they were.</summary>
    public string? PositionRefusal => _match.Refusal;

    /// <summary>Whether <see cref="LoadOptions.ByPosition"/> would match them.</summary>
    public bool PositionsWouldDo => _match.PositionsWouldDo;

    /// <summary>Whether the arrays are called as PyTorch calls them, <c>fc1.weight</c>.</summary>
    public bool IsNamedByPyTorch => _file.Naming == VariableNaming.LayerAndVariable
        && _file.Tensors.Any(static t => !t.Path.Contains('/') && t.Path.EndsWith(".weight", StringComparison.Ordinal));

    /// <summary>Arrays that no variable asks for.</summary>
    public IEnumerable<StoredTensor> Unused => _file.Tensors.Where(t => _file.RoleOf(t.Path) == TensorRole.Weight && !_asked.Contains(t.Path));

    /// <summary>Whether an array belongs to a layer that doesn't fit as a whole, and is left with it.</summary>
    public bool IsLeftWithItsLayer(StoredTensor array) => Layers.Any(l => l.IsMismatched && l.Stored is { } stored && stored.Variables.Any(v => v.Array == array));

    /// <summary>Arrays of a file as layers. What the format doesn't tell of variables and classes, a contract does.</summary>
    private StoredLayer[] StoredLayers(IWeightContainer file, ExpectedModel model)
    {
        var own = Contract.IsOwn ? model.Layers.ToDictionary(static l => l.Name, StringComparer.Ordinal) : [];
        return [.. ScopedLayers.Of(file, model).Select(layer =>
        {
            if (layer.Name is not { } name)
                return layer;
            if (Contract.LayerOf(name) is { } saved)
                return layer with { Kind = SnakeCase.Of(saved.Kind), Variables = Named(layer, saved.Variables.Select(static v => v.Name)) };
            // In a file of GenNet every name is chosen: one that sounds like a class of Keras' tells none.
            if (IsOfGenNet && file.Naming == VariableNaming.LayerAndVariable)
                layer = layer with { Kind = null };
            // Files of GenNet 0.1.0 don't name their variables; with the class's own hash they have them in its order.
            return own.TryGetValue(name, out var same) ? layer with { Variables = Named(layer, same.Variables.Select(static v => v.Name)) } : layer;
        })];
    }

    private static IReadOnlyList<StoredVariable> Named(StoredLayer layer, IEnumerable<string> names)
    {
        string[] all = [.. names];
        return layer.NamesItsVariables || all.Length != layer.Variables.Count ? layer.Variables : [.. layer.Variables.Select((v, i) => v with { Name = all[i] })];
    }

    private static LayerToMatch ToMatch(StoredLayer layer) =>
        new(layer.Name, layer.Kind, [.. layer.Variables.Select(static v => new VariableToMatch(v.Name, IsOfUnknownShape(v.Array) ? null : v.Array.ShapeText))]);

    // What isn't followed has no shape; reading it says what it is.
    private static bool IsOfUnknownShape(StoredTensor array) => array.Refusal is not null && array.Dimensions.Count == 0;
}
