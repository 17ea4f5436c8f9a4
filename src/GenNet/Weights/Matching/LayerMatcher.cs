namespace GenNet.Weights.Matching;

/// <summary>
/// Which layer of a file is which layer of a model. Names decide, one by one: a chosen name that the other side doesn't have is missing or unused, whatever
/// its neighbours are. Layers without a name, or with one that Keras made (<see cref="AutomaticNames"/>), form a list on each side. If both lists hold the same
/// names, these decide; else positions do, but only if class, number and every shape agree along the whole lists, of models among the layers those of their layers
/// too. It sees one level, <see cref="LayerTreeMatcher"/> all of them, and knows no file format.
/// </summary>
internal sealed class LayerMatcher
{
    private readonly IReadOnlyList<LayerToMatch> _file;
    private readonly IReadOnlyList<LayerToMatch> _model;
    private readonly MatchingRules _rules;
    private readonly MatchedLayer[] _layers;
    private string _which = "";

    private LayerMatcher(IReadOnlyList<LayerToMatch> file, IReadOnlyList<LayerToMatch> model, MatchingRules rules)
    {
        _file = file;
        _model = model;
        _rules = rules;
        _layers = new MatchedLayer[model.Count];
        Array.Fill(_layers, MatchedLayer.None);
        var opposite = new int[model.Count];
        Array.Fill(opposite, -1);
        Opposite = opposite;
    }

    /// <summary>The counterpart of each layer of the model, in its order.</summary>
    public IReadOnlyList<MatchedLayer> Layers => _layers;

    /// <summary>
    /// Layers of the model that were matched by position and have the same class and shapes as others of them: had these changed places, nothing would tell.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> Interchangeable { get; private set; } = [];

    /// <summary>
    /// For each layer of the model that was not matched the file's layer of the same class at its position, where the lists are equally long: something to compare
    /// it with in a message. -1 for all others.
    /// </summary>
    public IReadOnlyList<int> Opposite { get; private set; }

    /// <summary>Why layers without names were not matched, as a sentence without its full stop; null if they were, or if there are none.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether <see cref="LoadOptions.ByPosition"/> would match the layers without names that were not matched.</summary>
    public bool PositionsWouldDo { get; private set; }

    /// <summary>Matches the layers of a file with those of a model. Both lists hold layers with variables, in the order that positions count by.</summary>
    /// <param name="file">The file's layers.</param>
    /// <param name="model">The model's layers, all with names, each another.</param>
    /// <param name="rules">What may decide.</param>
    public static LayerMatcher Match(IReadOnlyList<LayerToMatch> file, IReadOnlyList<LayerToMatch> model, MatchingRules rules)
    {
        var matcher = new LayerMatcher(file, model, rules);
        var names = new ChosenNames(file, model, rules);
        foreach (var (stored, layer) in names.Pairs)
            matcher._layers[layer] = new(MatchedBy.Name, stored);
        matcher.MatchLists(names, rules.Positions);
        return matcher;
    }

    /// <summary>Whether nothing but the order of both lists decides.</summary>
    /// <inheritdoc cref="Match"/>
    public static bool GoesByOrder(IReadOnlyList<LayerToMatch> file, IReadOnlyList<LayerToMatch> model, MatchingRules rules) => new ChosenNames(file, model, rules).SayNothing;

    private void MatchLists(ChosenNames names, PositionUse positions)
    {
        var stored = names.UnnamedInFile;
        if (stored.Count == 0)
            return;
        _which = names.SayNothing ? "" : " without chosen names";
        if (SameNames(stored, names.UnnamedInModel) is { } byName
            && (byName.All(pair => Fits(_file[pair.Stored], _model[pair.Layer])) || Disagreement(stored, names.UnnamedInModel) is not null))
        {
            Take(byName, MatchedBy.Name);
            return;
        }
        var layers = names.InModelFor(positions);
        Refusal = Disagreement(stored, layers);
        if (Refusal is not null && OfWhatIsTaken(stored, layers) is { } lists)
            (stored, layers, Refusal) = (lists.Stored, lists.Layers, null);
        PositionsWouldDo = positions != PositionUse.Asked && Disagreement(stored, names.InModelFor(PositionUse.Asked)) is null;
        if (Refusal is not null)
        {
            if (names.Repeated is { } name)
                Refusal = $"the file has {Count(stored.Count(i => _file[i].Name == name))} called '{name}', so that the name does not tell which is which";
            SetOpposite(stored, layers);
            return;
        }
        if (positions == PositionUse.Refused)
        {
            Refusal = "where layers have no chosen names, positions decide only if everything has to fit, under LoadOptions.Strict, or if they are asked for";
            return;
        }
        PositionsWouldDo = false;
        Take([.. stored.Zip(layers)], MatchedBy.Position);
        Interchangeable = [.. layers.Where(i => !_model[i].IsFree).GroupBy(i => i, new SameLook(this)).Select(static g => g.ToArray()).Where(static g => g.Length > 1)];
    }

    // What nothing is taken for may not be there at all, as the head of a model that was saved without one; nor does it matter how many there are of a class of which nothing is taken.
    private (IReadOnlyList<int> Stored, IReadOnlyList<int> Layers)? OfWhatIsTaken(IReadOnlyList<int> stored, IReadOnlyList<int> layers)
    {
        int[] wanted = [.. layers.Where(i => !_model[i].IsFree)];
        if (wanted.Length == layers.Count || wanted.Length == 0)
            return null;
        var kinds = wanted.Select(i => _model[i].Kind).ToHashSet();
        int[] storedOfThem = [.. stored.Where(i => kinds.Contains(null) || _file[i].Kind is not { } kind || kinds.Contains(kind))];
        int[] layersOfThem = [.. layers.Where(i => kinds.Contains(_model[i].Kind))];
        foreach (var (there, here) in ((IReadOnlyList<int>, IReadOnlyList<int>)[])[(stored, wanted), (storedOfThem, layersOfThem), (storedOfThem, wanted)])
        {
            if (Disagreement(there, here) is null)
                return (there, here);
        }
        return null;
    }

    private void SetOpposite(IReadOnlyList<int> stored, IReadOnlyList<int> layers)
    {
        if (stored.Count != layers.Count || stored.Zip(layers).Any(pair => _file[pair.First].Kind != _model[pair.Second].Kind))
            return;
        var opposite = Opposite.ToArray();
        foreach (var (there, here) in stored.Zip(layers))
            opposite[here] = there;
        Opposite = opposite;
    }

    private void Take(IReadOnlyList<(int Stored, int Layer)> pairs, MatchedBy by)
    {
        foreach (var (stored, layer) in pairs)
            _layers[layer] = new(by, stored);
    }

    /// <summary>Pairs of the same names, if both lists hold the same.</summary>
    private (int Stored, int Layer)[]? SameNames(IReadOnlyList<int> stored, IReadOnlyList<int> model)
    {
        if (stored.Count != model.Count)
            return null;
        var layers = model.ToDictionary(i => _model[i].Name!, StringComparer.Ordinal);
        var pairs = new List<(int, int)>();
        foreach (var i in stored)
        {
            if (_file[i].Name is not { } name || !layers.Remove(name, out var layer))
                return null;
            pairs.Add((i, layer));
        }
        return [.. pairs];
    }

    /// <summary>The first thing that the lists disagree in; null if they agree.</summary>
    private string? Disagreement(IReadOnlyList<int> stored, IReadOnlyList<int> model)
    {
        if (stored.Count != model.Count)
            return $"the file has {Count(stored.Count)}{_which} and the model {model.Count}, so that positions don't tell which is which";
        for (var i = 0; i < stored.Count; i++)
        {
            var (there, here) = (_file[stored[i]], _model[model[i]]);
            if (!Fits(there, here))
            {
                return $"layers{_which} differ at position {i + 1}, where the file has {Describe(there)} and the model {Describe(here)}, "
                    + "so that positions don't tell which is which";
            }
        }
        return null;
    }

    /// <summary>Whether two layers agree in all but their names, and two models in each of their layers.</summary>
    private bool Fits(LayerToMatch there, LayerToMatch here)
    {
        if (here.IsFree)
            return there.Fits(here);
        if (!there.Fits(here) || there.Children.Count != here.Children.Count)
            return false;
        if (there.Children.Count == 0)
            return true;
        // Whether positions may decide is asked where the layers themselves are matched.
        var rules = _rules with { Positions = _rules.Positions == PositionUse.Refused ? PositionUse.Allowed : _rules.Positions, HasOrder = false };
        var match = Match(there.Children, here.Children, rules);
        return match.Layers.Zip(here.Children, (m, child) => m.Stored >= 0 && Fits(there.Children[m.Stored], child)).All(static fits => fits);
    }

    private static string Count(int layers) => layers == 1 ? "1 layer" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{layers} layers");

    private static string Describe(LayerToMatch layer) => string.Join(
        ' ',
        ((string?[])
        [
            layer.Name, layer.Kind is null ? null : $"({layer.Kind})", layer.Variables.Count == 0 ? null : string.Join(", ", layer.Variables.Select(static v => v.Shape)),
            layer.Children.Count == 0 ? null : $"of {Count(layer.Children.Count)}",
        ]).OfType<string>());

    /// <summary>Layers are the same to it that nothing but their names tells apart.</summary>
    private sealed class SameLook(LayerMatcher matcher) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => matcher.Fits(matcher._model[x], matcher._model[y]);

        public int GetHashCode(int layer) => HashCode.Combine(matcher._model[layer].Kind, matcher._model[layer].Variables.Count, matcher._model[layer].Children.Count);
    }
}
