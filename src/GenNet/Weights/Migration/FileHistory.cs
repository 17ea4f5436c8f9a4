using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>What the class declares of the layers that a file has.</summary>
internal sealed class FileHistory
{
    private static readonly FileHistory s_none = new(new Dictionary<string, string>(), [], []);

    private readonly IReadOnlyCollection<string> _dropped;

    private FileHistory(FileHistory known)
        : this(known.Names, known.BeginAnew, known._dropped) => (Steps, Taken) = (known.Steps, known.Taken);

    private FileHistory(IReadOnlyDictionary<string, string> names, IReadOnlyCollection<string> beginAnew, IReadOnlyCollection<string> dropped) => (Names, BeginAnew, _dropped) = (names, beginAnew, dropped);

    /// <summary>The step that this is, where the file tells its version or something is declared.</summary>
    public IReadOnlyList<MigrationStep> Steps { get; private init; } = [];

    /// <summary>What is declared of layers in a part of the file, which is no version of the class.</summary>
    public IReadOnlyList<string> Remarks { get; private init; } = [];

    /// <summary>Exchanged names of which the file doesn't tell whose they are, in words.</summary>
    public IReadOnlyList<string> Untold { get; private init; } = [];

    /// <summary>Layers whose names in the file are former ones of others, and of which nothing tells what they are there, in words.</summary>
    public IReadOnlyList<string> Taken { get; private init; } = [];

    /// <summary>Names in the file by the present ones, of layers that are called otherwise there.</summary>
    public IReadOnlyDictionary<string, string> Names { get; }

    /// <summary>Present names of layers that take nothing from it.</summary>
    public IReadOnlyCollection<string> BeginAnew { get; }

    /// <summary>What is declared.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The class.</param>
    /// <param name="contract">What the file was saved with.</param>
    /// <param name="options">Of a part of a file, what is told of the whole is told of another model.</param>
    public static FileHistory Of(IWeightContainer file, ExpectedModel model, ContractCheck contract, LoadOptions options)
    {
        if (contract.IsOwn || model.Contract is null)
            return s_none;
        if (options.Part is null && contract is { IsToldByTheFile: true, Way: { } way, Saved: { } saved })
            return With(way.Renamed.ToDictionary(StringComparer.Ordinal), way.BeginAnew, way.Dropped, saved.Number, model.Contract.Value);
        if (!model.HasHistory)
            return s_none;
        // Names may go on within a layer, as rnn/lstm_cell does.
        var names = file.Layers.Select(layer => layer.Name is { } name && options.Part is { } part ? LayerNames.Below(part, name)?.TrimStart('/') : layer.Name).OfType<string>().SelectMany(PartsOf).ToHashSet(StringComparer.Ordinal);
        var now = model.Contract.Value;
        var layers = now.Layers.Select(static layer => (layer.Name, layer.History));
        if (options.Version == now.Number)
            return With(FormerNames.In(names, now.Number, layers), [], [], 0, now);
        var (before, untold) = ExchangedInFile.Find(file, names, model, options.Part is null ? contract.Saved : null);
        var former = FormerNames.In(names, 0, layers, before);
        var history = With(former, [], [], 0, now);
        return options.Part is null
            ? new(history) { Untold = untold }
            : new(history) { Steps = [], Remarks = [.. former.Select(static pair => $"{pair.Key} is '{pair.Value}' in the file, a former name that the class declares")], Untold = untold };
    }

    /// <summary>All variables of the class in its order: those that are planned, and those that begin anew.</summary>
    public IReadOnlyList<PlannedVariable> WithThoseThatBeginAnew(ExpectedModel model, IReadOnlyList<PlannedVariable> planned)
    {
        if (Names.Count == 0 && BeginAnew.Count == 0)
            return planned;
        var byName = planned.ToDictionary(static variable => (variable.Report.Layer, variable.Report.Name));
        return [.. model.Layers.SelectMany(layer => layer.Variables.Select((variable, i) => byName.TryGetValue((layer.Name, variable.Name), out var known) ? known : Anew(layer, variable)))];
    }

    /// <summary>Paths of the arrays that nobody takes, as is declared.</summary>
    public IReadOnlySet<string> DroppedIn(IEnumerable<StoredLayer> layers) => _dropped.Count == 0
        ? new HashSet<string>()
        : layers.SelectMany(layer => layer.Variables.Where(variable => IsDropped(layer.Name, variable.Name))).Select(static variable => variable.Array.Path).ToHashSet(StringComparer.Ordinal);

    private bool IsDropped(string? layer, string? variable) =>
        layer is not null && (PartsOf(layer).Any(_dropped.Contains) || (variable is not null && _dropped.Contains(layer.Length == 0 ? variable : $"{layer}/{variable}")));

    private static FileHistory With(IReadOnlyDictionary<string, string> names, IReadOnlyCollection<string> beginAnew, IReadOnlyCollection<string> dropped, int from, ContractVersion to)
    {
        var taken = TakenNames.Of(names, beginAnew, to);
        beginAnew = [.. beginAnew, .. taken.BeginAnew];
        var changes = DeclaredChanges.Of(names, beginAnew, dropped);
        return new(taken.AddTo(names), beginAnew, dropped) { Steps = from == 0 && changes.Count == 0 ? [] : [new(from, to.Number, null, changes)], Taken = taken.Untold };
    }

    private static PlannedVariable Anew(ExpectedLayer layer, ExpectedVariable variable) =>
        new(PlannedState.BeginsAnew, new(layer.Name, variable.Name, "", variable.Shape, null, null, "begins anew, as the class declares") { DType = variable.DType }, null);

    private static IEnumerable<string> PartsOf(string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('/', end - 1))
            yield return name[..end];
    }
}
