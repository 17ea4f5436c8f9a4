using GenNet.Weights.Assembling;

namespace GenNet.Weights.Torch;

/// <summary>
/// The layers of a file with PyTorch's names, told apart with the help of a class, their arrays as Keras has them. What all of the model's names begin with, as <c>module.</c>, is no part of them.
/// </summary>
internal sealed class TorchLayers
{
    private readonly IWeightContainer _file;
    private readonly string _prefix;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    private TorchLayers(IWeightContainer file, string prefix) => (_file, _prefix) = (file, prefix);

    /// <summary>The layers of <paramref name="file"/>.</summary>
    /// <exception cref="WeightFileException">Names of the model stand in it under several prefixes, and nothing tells which is meant.</exception>
    public static IReadOnlyList<StoredLayer> Of(IWeightContainer file, ExpectedModel model)
    {
        var prefix = TorchPrefix.Of(file, model);
        var layers = new TorchLayers(file, prefix);
        var stored = layers.Known(model);
        if (stored.Count == 0 && TorchSequence.Modules(file.Tensors) is { } modules)
            return layers.InOrder(modules, model);
        return [.. Joined(stored, layers.Others())];
    }

    /// <summary>Names of the arrays that an expected layer may have, within the model.</summary>
    public static IEnumerable<string> NamesOf(ExpectedModel model, ExpectedLayer layer) => layer.Variables
        .SelectMany(variable => FormsOf(model, layer, variable)).SelectMany(static form => form.Arrays)
        .Select(array => TorchNames.Within(TorchNames.ModuleOf(layer.Name), array.Name)).Distinct(StringComparer.Ordinal);

    /// <summary>The forms of a variable.</summary>
    public static IReadOnlyList<TorchForm> FormsOf(ExpectedModel model, ExpectedLayer layer, ExpectedVariable variable) =>
        TorchForms.Of(layer, variable, model.Flattened?.Value.GetValueOrDefault(layer.Present));

    private List<StoredLayer> Known(ExpectedModel model)
    {
        var stored = new List<StoredLayer>();
        foreach (var layer in model.Layers)
        {
            var module = _prefix + TorchNames.ModuleOf(layer.Name);
            var variables = VariablesOf(model, layer, module);
            if (variables.Count > 0)
                stored.Add(new(layer.Name, layer.Name, null, variables));
        }
        return stored;
    }

    private List<StoredVariable> VariablesOf(ExpectedModel model, ExpectedLayer layer, string module)
    {
        var variables = new List<StoredVariable>();
        var rest = new List<StoredTensor>();
        foreach (var variable in layer.Variables)
        {
            if (FormsOf(model, layer, variable).Select(form => Assembled(form, variable, module, rest)).FirstOrDefault(static array => array is not null) is { } array)
                variables.Add(new(variable.Name, array));
        }
        // Of several that would have been one array, and don't fit, those behind the first are the layer's, too.
        variables.AddRange(rest.Select(array => new StoredVariable(array.Path[(array.Path.LastIndexOf(TorchNames.Separator) + 1)..], array)));
        return variables;
    }

    private StoredTensor? Assembled(TorchForm form, ExpectedVariable variable, string module, List<StoredTensor> rest)
    {
        var pieces = new TensorPiece[form.Arrays.Count];
        for (var i = 0; i < pieces.Length; i++)
        {
            if (!_file.TryGetTensor(TorchNames.Within(module, form.Arrays[i].Name), out var source))
                return null;
            pieces[i] = new(source, form.Arrays[i].Places);
        }
        _taken.UnionWith(pieces.Select(static piece => piece.Source.Path));
        for (var i = 0; i < pieces.Length; i++)
        {
            var (array, source) = (form.Arrays[i], pieces[i].Source);
            // Another shape is another in Keras, too, and said as that.
            if (source.Dimensions.SequenceEqual(array.Shape))
                continue;
            rest.AddRange(pieces.Select(static piece => piece.Source).Distinct().Where(other => other != source));
            return source.Dimensions.Count < 2 ? source : new RearrangedTensor(array.InKeras(source.Dimensions), new TensorPiece(source, ElementPlaces.Transposed(source.Dimensions, [.. Enumerable.Range(2, source.Dimensions.Count - 2), 1, 0])));
        }
        var shape = TorchForms.ShapeOf(variable);
        return !form.IsSum ? pieces is [var only] && form.Arrays[0].IsAsItIs(shape) ? only.Source : new RearrangedTensor(shape, pieces)
            : new SummedTensor(pieces[0].Source, pieces[1].Source);
    }

    // What is left over under the prefix, by its modules.
    private IEnumerable<StoredLayer> Others() => _file.Tensors
        .Where(array => array.Path.StartsWith(_prefix, StringComparison.Ordinal) && !_taken.Contains(array.Path) && !TorchNames.IsCounter(array.Path))
        .GroupBy(array => array.Path[_prefix.Length..][..Math.Max(0, array.Path[_prefix.Length..].LastIndexOf(TorchNames.Separator))], StringComparer.Ordinal)
        .Select(static group => new StoredLayer(
            group.Key, group.Key.Replace(TorchNames.Separator, '/'), null, [.. group.Select(static array => new StoredVariable(array.Path[(array.Path.LastIndexOf(TorchNames.Separator) + 1)..], array))]));

    // An array that no form has of a layer that is known is one more of that layer's, as of a normalization the factor that the class hasn't.
    private static IEnumerable<StoredLayer> Joined(IEnumerable<StoredLayer> known, IEnumerable<StoredLayer> others)
    {
        var rest = others.ToDictionary(static layer => layer.Name!, StringComparer.Ordinal);
        foreach (var layer in known)
            yield return rest.Remove(layer.Name!, out var more) ? layer with { Variables = [.. layer.Variables, .. more.Variables] } : layer;
        foreach (var layer in rest.Values)
            yield return layer;
    }

    // Modules that have numbers for names, as those of nn.Sequential: nobody chose them, and positions decide by the rules for all formats.
    private IReadOnlyList<StoredLayer> InOrder(IReadOnlyList<string> modules, ExpectedModel model)
    {
        if (modules.Count != model.Layers.Count)
            return [.. Others().Select(static layer => layer with { Name = null })];
        var stored = new StoredLayer[modules.Count];
        for (var i = 0; i < stored.Length; i++)
        {
            var layer = model.Layers[model.ListOrder[i]];
            stored[model.ListOrder[i]] = new(layer.Group, null, null, VariablesOf(model, layer, modules[i]));
        }
        return [.. model.KerasOrder.Select(i => stored[i])];
    }
}
