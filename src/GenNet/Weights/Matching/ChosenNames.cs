namespace GenNet.Weights.Matching;

/// <summary>Which layers of a file and a model have names that somebody chose, which of these are the same, and which layers have none.</summary>
internal sealed class ChosenNames
{
    private readonly bool _fileHasNames;
    private readonly bool _fileHasChosenNames;
    private readonly bool _allStoredAreFound;
    private readonly List<int> _withoutCounterpart;

    public ChosenNames(IReadOnlyList<LayerToMatch> file, IReadOnlyList<LayerToMatch> model, MatchingRules rules)
    {
        var everyNameIsChosen = rules.EveryNameIsChosen;
        var layers = new Dictionary<string, int>(model.Count, StringComparer.Ordinal);
        List<int> unnamedInModel = [];
        for (var i = 0; i < model.Count; i++)
        {
            if (!everyNameIsChosen && IsAutomatic(model[i].Name!, model[i].Kind))
                unnamedInModel.Add(i);
            else
                layers.Add(model[i].Name!, i);
        }
        // A name that a file has twice tells nothing.
        HashSet<string> names = new(file.Count, StringComparer.Ordinal), repeated = new(StringComparer.Ordinal);
        foreach (var layer in file)
        {
            if (layer.Name is { } name && !names.Add(name))
                repeated.Add(name);
        }
        List<int> unnamed = [];
        List<(int, int)> pairs = [];
        for (var i = 0; i < file.Count; i++)
        {
            if (file[i].Name is { } any && repeated.Contains(any))
                Repeated ??= any;
            // A name that sounds like a class is chosen where the model has it for a layer of another class, unless the file tells that its own is of that class.
            if (file[i].Name is not { } name || (!everyNameIsChosen && IsAutomatic(name, file[i].Kind) && !(IsGuess(file[i]) && layers.ContainsKey(name))))
            {
                unnamed.Add(i);
                continue;
            }
            _fileHasChosenNames = true;
            if (repeated.Contains(name))
            {
                unnamed.Add(i);
                continue;
            }
            if (layers.Remove(name, out var layer) || (!IsOfKeras(file[i]) && TryTake(model, unnamedInModel, name, out layer)))
                pairs.Add((i, layer));
        }
        SayNothing = _fileHasChosenNames && rules.OrderMayDecide && pairs.All(pair => model[pair.Item2].Name!.Length == 0);
        if (SayNothing)
        {
            var paired = pairs.ToDictionary(static pair => pair.Item1, static pair => pair.Item2);
            unnamed = [.. Enumerable.Range(0, file.Count).Where(i => !paired.ContainsKey(i))];
            unnamedInModel = [.. Enumerable.Range(0, model.Count).Where(i => !paired.ContainsValue(i))];
            layers.Clear();
        }
        Pairs = pairs;
        UnnamedInFile = unnamed;
        UnnamedInModel = unnamedInModel;
        _withoutCounterpart = [.. layers.Values];
        _fileHasNames = names.Count > 0;
        _allStoredAreFound = pairs.Count + unnamed.Count == file.Count;
    }

    /// <summary>Layers of file and model with the same chosen name.</summary>
    public IReadOnlyList<(int Stored, int Layer)> Pairs { get; }

    /// <summary>A name that several layers of the file have, so that it tells none of them; null if there is none.</summary>
    public string? Repeated { get; }

    /// <summary>Whether the file's chosen names are none of the model's, and the caller asks for the order: then no layer has a name here.</summary>
    public bool SayNothing { get; }

    /// <summary>Layers of the file without a chosen name, in order.</summary>
    public IReadOnlyList<int> UnnamedInFile { get; }

    /// <summary>Layers of the model whose name Keras could have made, in order.</summary>
    public IReadOnlyList<int> UnnamedInModel { get; }

    /// <summary>
    /// The layers of the model that the file's unnamed ones can be, in order. In a file that names no layers at all, every one can; where all names are Keras' own,
    /// so can they in a model that has only chosen ones; if the caller asks for positions, all those that the file has no chosen name for.
    /// </summary>
    public IReadOnlyList<int> InModelFor(PositionUse positions)
    {
        var chosenToo = positions == PositionUse.Asked
            ? _allStoredAreFound
            : !_fileHasNames || (!_fileHasChosenNames && UnnamedInModel.Count == 0);
        return chosenToo ? [.. UnnamedInModel.Concat(_withoutCounterpart).Order()] : UnnamedInModel;
    }

    // Of a class of the user's own a file without classes doesn't tell that Keras could have made the name: there it is chosen, and the same one as the model's.
    private static bool TryTake(IReadOnlyList<LayerToMatch> model, List<int> unnamed, string name, out int layer)
    {
        var at = unnamed.FindIndex(i => model[i].Name == name);
        layer = at < 0 ? -1 : unnamed[at];
        if (at >= 0)
            unnamed.RemoveAt(at);
        return at >= 0;
    }

    private static bool IsOfKeras(LayerToMatch layer) => layer.Kind is { } kind && AutomaticNames.IsOfKeras(kind);

    private static bool IsGuess(LayerToMatch layer) => layer.Kind is null || layer.KindIsOfName;

    private static bool IsAutomatic(string name, string? kind) =>
        kind is null ? AutomaticNames.TryParse(name, out _, out _) : AutomaticNames.Is(name, kind);
}
