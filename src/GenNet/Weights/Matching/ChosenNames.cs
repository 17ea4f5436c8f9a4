namespace GenNet.Weights.Matching;

/// <summary>Which layers of a file and a model have names that somebody chose, which of these are the same, and which layers have none.</summary>
internal sealed class ChosenNames
{
    private readonly bool _fileHasNames;
    private readonly bool _fileHasChosenNames;
    private readonly bool _allStoredAreFound;
    private readonly List<int> _withoutCounterpart;

    public ChosenNames(IReadOnlyList<LayerToMatch> file, IReadOnlyList<LayerToMatch> model, bool everyNameIsChosen)
    {
        var layers = Enumerable.Range(0, model.Count).Where(i => everyNameIsChosen || !IsAutomatic(model[i].Name!, model[i].Kind))
            .ToDictionary(i => model[i].Name!, StringComparer.Ordinal);
        // A name that a file has twice tells nothing.
        var counts = file.Where(static l => l.Name is not null).CountBy(static l => l.Name!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        List<int> unnamed = [];
        List<(int, int)> pairs = [];
        for (var i = 0; i < file.Count; i++)
        {
            if (file[i].Name is not { } name || counts[name] > 1 || (!everyNameIsChosen && IsAutomatic(name, file[i].Kind)))
            {
                unnamed.Add(i);
                continue;
            }
            _fileHasChosenNames = true;
            if (layers.Remove(name, out var layer))
                pairs.Add((i, layer));
        }
        Pairs = pairs;
        UnnamedInFile = unnamed;
        UnnamedInModel = [.. Enumerable.Range(0, model.Count).Where(i => !everyNameIsChosen && IsAutomatic(model[i].Name!, model[i].Kind))];
        _withoutCounterpart = [.. layers.Values];
        _fileHasNames = counts.Count > 0;
        _allStoredAreFound = pairs.Count + unnamed.Count == file.Count;
    }

    /// <summary>Layers of file and model with the same chosen name.</summary>
    public IReadOnlyList<(int Stored, int Layer)> Pairs { get; }

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

    private static bool IsAutomatic(string name, string? kind) =>
        kind is null ? AutomaticNames.TryParse(name, out _, out _) : AutomaticNames.Is(name, kind);
}
