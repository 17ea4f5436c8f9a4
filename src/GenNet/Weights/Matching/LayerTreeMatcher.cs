namespace GenNet.Weights.Matching;

/// <summary>
/// Matches the layers of a file with those of a model, level by level: a model among the layers is matched as a layer is (<see cref="LayerMatcher"/>), then its layers
/// with those of its counterpart, by the same rules and with lists of their own. What belongs to a model without a counterpart has none.
/// </summary>
internal sealed class LayerTreeMatcher
{
    private readonly MatchingRules _rules;
    private readonly MatchedLayer[] _layers;
    private readonly int[] _opposite;
    private readonly List<string> _refusals = [];
    private readonly List<IReadOnlyList<string>> _interchangeable = [];

    private LayerTreeMatcher(int layers, MatchingRules rules)
    {
        _rules = rules;
        _layers = [.. Enumerable.Repeat(MatchedLayer.None, layers)];
        _opposite = [.. Enumerable.Repeat(-1, layers)];
    }

    /// <summary>The counterpart of each layer of the model by its <see cref="LayerToMatch.Index"/>. It went by position where one of the models around it did.</summary>
    public IReadOnlyList<MatchedLayer> Layers => _layers;

    /// <summary>As <see cref="LayerMatcher.Opposite"/>, by the indices of both sides.</summary>
    public IReadOnlyList<int> Opposite => _opposite;

    /// <summary>Names of layers, and of models among them, that were matched by position and could be exchanged unseen.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Interchangeable => _interchangeable;

    /// <summary>Why layers without names were not matched, each level's as a sentence without its full stop; none if they were.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>Whether <see cref="LoadOptions.ByPosition"/> would match them.</summary>
    public bool PositionsWouldDo { get; private set; } = true;

    /// <summary>Matches all layers.</summary>
    /// <param name="file">The file's outermost layers.</param>
    /// <param name="model">The model's.</param>
    /// <param name="layers">How many layers with variables of their own the model has.</param>
    /// <param name="rules">What may decide.</param>
    public static LayerTreeMatcher Match(IReadOnlyList<LayerToMatch> file, IReadOnlyList<LayerToMatch> model, int layers, MatchingRules rules)
    {
        var matcher = new LayerTreeMatcher(layers, rules);
        matcher.MatchLevel(file, model, "", byPosition: false);
        return matcher;
    }

    private void MatchLevel(IReadOnlyList<LayerToMatch> file, IReadOnlyList<LayerToMatch> model, string around, bool byPosition)
    {
        // What is in a model of the file has an order of its own in no format.
        var match = LayerMatcher.Match(file, model, around.Length == 0 ? _rules : _rules with { HasOrder = false });
        if (match.Refusal is { } refusal)
        {
            _refusals.Add(around.Length == 0 ? refusal : $"within {around[..^1]}, {refusal}");
            PositionsWouldDo &= match.PositionsWouldDo;
        }
        _interchangeable.AddRange(match.Interchangeable.Select(group => group.Select(i => around + model[i].Name).ToArray()));
        for (var i = 0; i < model.Count; i++)
        {
            var (layer, by) = (model[i], match.Layers[i]);
            if (by.Stored >= 0)
                Take(file[by.Stored], layer, around, byPosition || by.By == MatchedBy.Position);
            else if (match.Opposite[i] >= 0)
                Oppose(file[match.Opposite[i]], layer);
        }
    }

    private void Take(LayerToMatch stored, LayerToMatch layer, string around, bool byPosition)
    {
        if (layer.Index >= 0 && stored.Index >= 0)
            _layers[layer.Index] = new(byPosition ? MatchedBy.Position : MatchedBy.Name, stored.Index);
        if (layer.Children.Count > 0)
            MatchLevel(stored.Children, layer.Children, $"{around}{layer.Name}/", byPosition);
    }

    private void Oppose(LayerToMatch stored, LayerToMatch layer)
    {
        if (layer.Index >= 0)
            _opposite[layer.Index] = stored.Index;
        var match = LayerMatcher.Match(stored.Children, layer.Children, _rules with { HasOrder = false });
        for (var i = 0; i < layer.Children.Count; i++)
        {
            var there = match.Layers[i].Stored >= 0 ? match.Layers[i].Stored : match.Opposite[i];
            if (there >= 0)
                Oppose(stored.Children[there], layer.Children[i]);
        }
    }
}
