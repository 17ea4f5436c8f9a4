using GenNet.Contracts;
using GenNet.Naming;
using GenNet.Weights.LegacyH5;
using GenNet.Weights.Matching;
using GenNet.Weights.Torch;

namespace GenNet.Weights;

/// <summary>Pairs the variables of a model with the arrays of a file, and says where they don't fit. It reads no values.</summary>
internal sealed class LoadPlan
{
    private readonly IWeightContainer _file;
    private readonly ExpectedModel _expected;
    private readonly LayerTreeMatcher _match;
    private readonly HashSet<string> _copies = new(StringComparer.Ordinal);
    private readonly SelectedLayers? _selected;
    private readonly IReadOnlyCollection<string> _names;
    private readonly bool _allHaveNames;

    private Dictionary<string, string>? _namesOfArrays;

    // Arrays that are made of the file's, by their paths.
    private readonly Dictionary<string, StoredTensor> _made = new(StringComparer.Ordinal);

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
        Contract = contract ?? ContractCheck.Of(file, model, options);
        IsOfGenNet = file.Metadata.ContainsKey(WeightMetadata.Model) || file.Metadata.ContainsKey(WeightMetadata.ContractHash);
        var declared = FileHistory.Of(file, model, Contract, options);
        _selected = SelectedLayers.Of(options, model);
        var namesInFile = NamesInFile.Of(model, declared.Names, options, _selected);
        model = FormerModel.Of(model, namesInFile, declared.BeginAnew);
        _expected = model = _selected?.In(model) ?? model;
        var all = StoredLayers(file, model);
        foreach (var made in all.SelectMany(static layer => layer.Variables).Select(static variable => variable.Array).Where(array => !file.TryGetTensor(array.Path, out var own) || own != array))
            _made.TryAdd(made.Path, made);
        var byAttribute = LayersByAttribute.Match(file.Naming, all, model);
        var taken = byAttribute.Values.ToHashSet();
        StoredLayer[] stored = [.. all.Where((layer, i) => !taken.Contains(i) && (layer.Name is null || LayerNames.IsIn(options.Part, layer.Name)))];
        int[] rest = [.. model.KerasOrder.Where(i => !byAttribute.ContainsKey(i))];
        var levels = IsOfGenNet ? LayerLevels.Whole : LayerTree.LevelsOf(stored, model);
        _match = LayerTreeMatcher.Match(
            LayerTree.Of(stored, levels), LayerTree.Of(model, rest, levels), model.Layers.Count,
            MatchingRules.Of(options, everyNameIsChosen: IsOfGenNet) with { HasOrder = byAttribute.Count == 0 && (file is LegacyWeightsFile || file.Naming == VariableNaming.KerasPath) });
        var layers = LayersOf(stored, rest, fileHasNames: Array.Exists(all, static l => l.Name is not null));
        var isByPosition = new bool[layers.Length];
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (options.Renames.Count > 0 || options.Part is not null)
        {
            foreach (var (present, inFile) in namesInFile)
                names.TryAdd(inFile, present);
        }
        foreach (var (layer, there) in byAttribute)
        {
            layers[layer] = LayerPlan.With(model.Layers[layer], all[there], file.Naming, options);
            if (all[there].Name == model.Layers[layer].Name)
                continue;
            isByPosition[layer] = !KerasH5.KerasPaths.IsByAttributes(all[there].Counterpart ?? all[there].Path);
            if (all[there].Name is { } name)
                names.TryAdd(name, model.Layers[layer].Name);
        }
        foreach (var i in rest)
        {
            if (_match.Layers[i] is not { By: MatchedBy.Position, Stored: var source })
                continue;
            isByPosition[i] = true;
            if (stored[source].Name is { } name)
                names.TryAdd(name, model.Layers[i].Name);
        }
        AddOthersOfANameOfTheClass(stored, names);
        Layers = layers;
        Variables = declared.WithThoseThatBeginAnew(Model, [.. layers.SelectMany(static l => l.Variables)]);
        Contract = OfWhatIsTaken(Contract.Matched(names));
        if (_selected is not null)
            Variables = _selected.In(Model, Variables);
        ByPosition = [.. layers.Where((layer, i) => isByPosition[i] && layer.Layer.IsSelected)];
        Interchangeable =
        [
            .. _match.Interchangeable.Select(group => string.Join(", ", group)),
            .. layers.Where(static l => l.Layer.IsSelected).SelectMany(static l => l.Interchangeable),
        ];
        Steps = declared.Steps;
        Remarks = [.. declared.Remarks, .. all.Select(static layer => layer.Remark).OfType<string>().Distinct()];
        Doubts = [.. all.Select(static layer => layer.Doubt).OfType<string>().Distinct()];
        _allHaveNames = Array.TrueForAll(all, static layer => layer.Name is not null);
        _names = [.. all.Select(static layer => layer.Name).Concat(options.Part is null ? [] : Contract.Saved?.Layers.Select(static layer => layer.Name) ?? []).OfType<string>()];
        UntoldNames = declared.Untold;
        TakenNames = declared.Taken;
        (Unused, TrainingState) = NotAskedFor(declared.DroppedIn(all), LookedAt(all));
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
    public IReadOnlyList<PlannedVariable> Variables { get; }

    /// <summary>Names that layers exchanged, and of which the file doesn't tell whose they are there.</summary>
    public IReadOnlyList<string> UntoldNames { get; }

    /// <summary>Layers that have nothing in the file because their names there are former ones of others.</summary>
    public IReadOnlyList<string> TakenNames { get; }

    /// <summary>Layers that have no names in the file.</summary>
    public IReadOnlyList<LayerPlan> ByPosition { get; }

    /// <summary>The names that somebody chose in the file for layers that were taken by position, by those of the class.</summary>
    public IReadOnlyDictionary<string, string> CalledOtherwise => !Options.GoesByPosition ? new Dictionary<string, string>() : ByPosition
        .Where(static layer => layer.Stored?.Name is { } name && name != layer.Layer.Name && !AutomaticNames.AreAll(name.Split('/').Except(layer.Layer.Name.Split('/'))))
        .ToDictionary(static layer => layer.Layer.Present, static layer => layer.Stored!.Name!, StringComparer.Ordinal);

    /// <summary>Layers, and variables of one layer, that the file could have in another order unseen.</summary>
    public IReadOnlyList<string> Interchangeable { get; }

    /// <summary>Why layers without names were not matched, of the model and of each model among its layers; none if they were.</summary>
    public IReadOnlyList<string> PositionRefusals => _match.Refusals;

    /// <summary>Whether <see cref="LoadOptions.ByPosition"/> would match them.</summary>
    public bool PositionsWouldDo => _match.PositionsWouldDo;

    /// <summary>How layers and arrays were told where names alone don't, as sentences without their full stops.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Why nothing tells some arrays apart, as sentences without their full stops.</summary>
    public IReadOnlyList<string> Doubts { get; }

    /// <summary>Why the part of the file that the options name is none, and what to do; null if it is one.</summary>
    public (string Problem, string Remedy)? PartProblem => Options.Part is null ? null : PartOfFile.ProblemOf(Options.Part, _names, _allHaveNames, Model);

    /// <summary>Whether the arrays are called as PyTorch calls them, <c>fc1.weight</c>.</summary>
    public bool IsNamedByPyTorch => TorchNames.Are(_file.Tensors);

    /// <summary>Whether the arrays have no names, <c>arr_0</c>.</summary>
    public bool HasNoNames => UnnamedArrays.Are(_file);

    // Each that is tried costs a plan of the whole file, and a file may have any number.
    private const int MostParts = 4;

    /// <summary>The model among the file's layers, as a wrapper has it, that has all that is asked for by its names; null if there is none, or the options say where to look.</summary>
    public string? FindPart()
    {
        if ((Options.Part is not null && PartProblem is null) || Options.Renames.Count > 0 || Options.GoesByPosition)
            return null;
        var wanted = Variables.Count(static variable => variable.State != PlannedState.NotSelected);
        string[] names = [.. _file.Layers.Select(static layer => layer.Name).OfType<string>()];
        // A legacy file has a model among the layers as one layer.
        return PartOfFile.ModelsIn(names).Union(names.Where(static name => name.Length > 0).Select(static name => name.Split('/')[0]))
            .Select(part => (Part: part, Count: _file.Layers.Where(layer => layer.Name is not null && LayerNames.Below(part, layer.Name) is not null).Sum(static layer => layer.Variables.Count)))
            .Where(part => part.Count >= wanted)
            .OrderByDescending(static part => part.Count)
            .Take(MostParts)
            .Select(static part => part.Part)
            .FirstOrDefault(part => new LoadPlan(_file, Model, Options with { Part = part }).Variables.All(static variable => variable.State is PlannedState.Loaded or PlannedState.NotSelected));
    }

    /// <summary>Arrays that no variable asks for.</summary>
    public IReadOnlyList<StoredTensor> Unused { get; }

    /// <summary>An array that no variable asks for, by the names that the file notes of layer and variable where its path is of numbers.</summary>
    public string Shown(StoredTensor array)
    {
        if (_file.Naming != VariableNaming.KerasPath)
            return array.ToString();
        _namesOfArrays ??= _file.Layers.Where(static layer => layer.Name is not null)
            .SelectMany(static layer => layer.Variables.Where(static variable => variable.Name is not null).Select(variable => (variable.Array.Path, Name: $"{layer.Name}/{variable.Name}".TrimStart('/'))))
            .ToDictionary(static named => named.Path, static named => named.Name, StringComparer.Ordinal);
        return _namesOfArrays.TryGetValue(array.Path, out var name) ? $"{name} {array.ShapeText} {array.TypeName}, at {array.Path}" : array.ToString();
    }

    /// <summary>How many arrays are state of a training run.</summary>
    public int TrainingState { get; }

    /// <summary>Whether an array belongs to a layer that doesn't fit as a whole, and is left with it.</summary>
    public bool IsLeftWithItsLayer(StoredTensor array) => Layers.Any(l => l.IsMismatched && l.Stored is { } stored && stored.Variables.Any(v => v.Array == array || v.Array.Sources.Contains(array.Path)));

    /// <summary>What the class declares of the version that the file was saved with, where that made a difference.</summary>
    public IReadOnlyList<MigrationStep> Steps { get; }

    private LayerPlan[] LayersOf(StoredLayer[] stored, int[] indices, bool fileHasNames)
    {
        var layers = new LayerPlan[_expected.Layers.Count];
        string[]? freeNames = null;
        foreach (var i in indices)
        {
            var layer = _expected.Layers[i];
            layers[i] = _match.Layers[i] switch
            {
                { By: MatchedBy.Nothing } when _match.Opposite[i] >= 0 => LayerPlan.Opposite(layer, stored[_match.Opposite[i]], _file.Naming, Options),
                { By: MatchedBy.Nothing } => LayerPlan.Without(layer, _file, fileHasNames, freeNames ??= FreeNames(stored)),
                var match => LayerPlan.With(layer, stored[match.Stored], _file.Naming, Options),
            };
        }
        return layers;
    }

    private string[] FreeNames(StoredLayer[] stored)
    {
        var matched = _match.Layers.Select(static match => match.Stored).ToHashSet();
        return [.. stored.Where((layer, i) => layer.Name is not null && !matched.Contains(i)).Select(static layer => layer.Name!)];
    }

    // A layer of the file that has a name of the class's by chance, and wasn't matched by it, is another one: what the file tells of it is not to be compared with that of the class.
    private void AddOthersOfANameOfTheClass(StoredLayer[] stored, Dictionary<string, string> names)
    {
        if (Contract.Saved is null || IsOfGenNet)
            return;
        var free = FreeNames(stored).ToHashSet(StringComparer.Ordinal);
        foreach (var layer in _expected.Layers.Where(layer => free.Contains(layer.Name)))
            names.TryAdd(layer.Name, $"{layer.Name} of the file");
    }

    // Where a part of a model is loaded, or a part of a file, what is around it may well be another.
    private ContractCheck OfWhatIsTaken(ContractCheck contract) => _selected is null && Options.Part is null
        ? contract
        : contract with { Changes = [.. contract.Changes.Where(change => _selected?.Concerns(change) ?? SelectedLayers.IsOfTheLayerAlone(change))] };

    // The arrays that belong to the layers that the load is about; null if it is about all.
    private HashSet<string>? LookedAt(StoredLayer[] all)
    {
        if (_selected is null && Options.Part is null)
            return null;
        var within = _selected is null ? all.Where(layer => LayerNames.Below(Options.Part!, layer.Name ?? layer.Path) is not null) : [];
        return Layers.Where(static layer => layer.Layer.IsSelected).Select(static layer => layer.Stored).OfType<StoredLayer>().Concat(within)
            .SelectMany(static layer => layer.Variables).SelectMany(static variable => variable.Array.Sources).ToHashSet(StringComparer.Ordinal);
    }

    private (IReadOnlyList<StoredTensor> Unused, int TrainingState) NotAskedFor(IReadOnlySet<string> dropped, HashSet<string>? lookedAt)
    {
        // An array that isn't read may be met on the way to what was asked for.
        var asked = new HashSet<string>(Variables.Count, StringComparer.Ordinal);
        foreach (var variable in Variables)
        {
            if (variable.Report.StoredShape is not null)
                asked.UnionWith(variable.Source?.Sources ?? _made.GetValueOrDefault(variable.Report.Path)?.Sources ?? [variable.Report.Path]);
        }
        var unused = new List<StoredTensor>();
        var trainingState = 0;
        // Beside the model's names under a prefix of their own stand those of something else.
        var prefix = IsNamedByPyTorch ? TorchPrefix.Of(_file, _expected) : "";
        foreach (var array in _file.Tensors)
        {
            var role = _file.RoleOf(array.Path);
            if (role == TensorRole.Weight && array.Path.StartsWith(prefix, StringComparison.Ordinal) && !asked.Contains(array.Path) && !dropped.Contains(array.Path) && !_copies.Contains(array.Path) && (lookedAt is null || lookedAt.Contains(array.Path)))
                unused.Add(array);
            trainingState += role == TensorRole.TrainingState ? 1 : 0;
        }
        return (unused, trainingState);
    }

    /// <summary>Arrays of a file as layers. What the format doesn't tell of variables and classes, a contract does.</summary>
    private StoredLayer[] StoredLayers(IWeightContainer file, ExpectedModel model)
    {
        var own = Contract.IsOwn ? model.Layers.ToDictionary(static l => l.Name, StringComparer.Ordinal) : [];
        var saved = new Dictionary<string, ContractLayer>(StringComparer.Ordinal);
        foreach (var layer in Contract.Saved?.Layers ?? [])
            saved.TryAdd(layer.Name, layer);
        return [.. ScopedLayers.Of(file, model, Options, Contract.Saved, _copies).Select(layer =>
        {
            if (file.Naming == VariableNaming.KerasPath)
                layer = layer with { PositionProblem = KerasH5.KerasNumbers.ProblemOf(layer) };
            layer = WithoutCopies(layer, model);
            if (layer.Name is not { } name)
                return ByRoles(layer, model);
            if (saved.TryGetValue(name, out var before))
                return layer with { Kind = LayerClass.InNames(before.Kind), Variables = Named(layer, before.Variables.Select(static v => v.Name)) };
            // In a file of GenNet every name is chosen: one that sounds like a class of Keras' tells none.
            if (IsOfGenNet && file.Naming != VariableNaming.KerasPath)
                layer = layer with { Kind = null };
            // Files of GenNet 0.1.0 don't name their variables; with the class's own hash they have them in its order.
            return own.TryGetValue(name, out var same) ? layer with { Variables = Named(layer, same.Variables.Select(static v => v.Name)) } : layer;
        })];
    }

    // Arrays of layers within a layer lie in groups that a file lists by the alphabet, and that releases call otherwise. Without a name the class tells what they are.
    private static StoredLayer ByRoles(StoredLayer layer, ExpectedModel model)
    {
        if (layer.Kind is null || layer.NamesAnyVariable)
            return layer;
        foreach (var expected in model.Layers)
        {
            if (expected.KindInNames != layer.Kind || expected.Variables.Count != layer.Variables.Count || !expected.Variables[0].Name.Contains('/'))
                continue;
            var ordered = layer.InOrderOf(expected.Variables.Select(static v => v.Name));
            if (ordered.Zip(expected.Variables).All(static pair => pair.First.Array.HasShape(pair.Second.Shape)))
                return layer with { Variables = [.. ordered.Select((v, i) => v with { Name = expected.Variables[i].Name })] };
        }
        return layer;
    }

    // What Keras writes a second time is no variable of the layer's.
    private StoredLayer WithoutCopies(StoredLayer layer, ExpectedModel model)
    {
        // Asked for every layer of a file.
        if (!model.HasCopies)
            return layer;
        var expected = model.Layers.FirstOrDefault(expected => expected.KindInNames == layer.Kind && expected.CopiesIn(layer.Path).Any());
        if (expected is null || _file.Naming != VariableNaming.KerasPath)
            return layer;
        _copies.UnionWith(expected.CopiesIn(layer.Path));
        return layer with { Variables = [.. layer.Variables.Where(variable => !_copies.Contains(variable.Array.Path))] };
    }

    private static IReadOnlyList<StoredVariable> Named(StoredLayer layer, IEnumerable<string> names)
    {
        if (layer.NamesAnyVariable)
            return layer.Variables;
        string[] all = [.. names];
        return all.Length != layer.Variables.Count ? layer.Variables : [.. layer.InOrderOf(all).Select((v, i) => v with { Name = all[i] })];
    }
}
