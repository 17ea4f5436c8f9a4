namespace GenNet.Weights.TensorFlow;

/// <summary>The layers of a checkpoint, told apart with the help of a class.</summary>
internal static class CheckpointLayers
{
    // What tf.train.Checkpoint adds to what it is given, and what nearly everybody calls a model there.
    private const string Counter = "save_counter";
    private const string Model = "model";

    /// <summary>The layers: first those that are known to be layers of the class.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="model">The class.</param>
    /// <param name="options">Whether positions decide.</param>
    /// <param name="byName">Takes arrays that only names tell apart.</param>
    /// <param name="beside">Takes the keys of other models' variables.</param>
    /// <exception cref="WeightFileException">Several models of the checkpoint could be the class, or it has variables without layers and names.</exception>
    public static IReadOnlyList<StoredLayer> Of(
        CheckpointFile file, ExpectedModel model, LoadOptions options, Func<IReadOnlyList<StoredLayer>, IReadOnlyList<StoredLayer>> byName, ISet<string> beside)
    {
        if (file.Objects is not { } graph || file.HasOwnNames)
            return byName(file.Layers);
        if (ExportedVariables.In(graph) is { } exported)
            return byName(exported.Layers(model, beside));
        var variables = new LayerVariables(graph);
        var chosen = PartOf(graph, options);
        var scope = chosen < 0 ? "" : $"{options.Part}/";
        var root = ClassObject.Of(model, scope);
        var (match, node) = Best([.. (chosen < 0 ? Roots(graph) : [chosen]).Select(node => (CheckpointMatch.Of(root, node, graph, variables, options, scope), node))], graph, model.Variables.Count());
        var layers = match.Layers.ToList();
        layers.AddRange(TrainedVariables.Missing(graph, model, layers));
        foreach (var (other, name) in match.Others)
            layers.Add(new(LayerVariables.PathOf(variables.Below(other)), name is null ? null : scope + name, LayerNames.KindOf(name), [.. variables.Below(other).Select(static variable => new StoredVariable(variable.Paths[0], variable.Array))]));
        var taken = layers.SelectMany(static layer => layer.Variables).Select(static variable => variable.Array.Path).ToHashSet(StringComparer.Ordinal);
        if (chosen >= 0 || (node != 0 && graph.Nodes[0].Child(Counter) >= 0))
            beside.UnionWith(file.NamedArrays.Select(static array => array.Array.Path).Except(variables.Below(node).Select(static variable => variable.Array.Path)).Where(path => !taken.Contains(path)));
        taken.UnionWith(beside);
        return [.. layers, .. byName(NamedLayers.Of(file.NamedArrays.Where(array => !taken.Contains(array.Array.Path))))];
    }

    private static (CheckpointMatch Match, int Node) Best((CheckpointMatch Match, int Node)[] found, ObjectGraph graph, int variables)
    {
        var whole = Array.FindAll(found, match => match.Match.Fitting == variables);
        if (whole.Length < 2)
            return found.MaxBy(static match => match.Match.Fitting);
        var model = graph.Nodes[0].Child(Model);
        return Array.Find(whole, match => match.Node == model) is { Match: not null } called
            ? called
            : throw new WeightFileException(
                graph.File, null, $"it holds several models that the class could be: {string.Join(", ", graph.Nodes[0].Children.Where(edge => Array.Exists(whole, match => match.Node == edge.Node)).Select(static edge => edge.Name))}",
                $"Say which: {nameof(LoadOptions)}.{nameof(LoadOptions.Within)}(\"{graph.Nodes[0].Children.First(edge => Array.Exists(whole, match => match.Node == edge.Node)).Name}\").");
    }

    // The object that the attributes lead to which the caller names as a part of the file; -1 if nothing of the checkpoint is called so.
    private static int PartOf(ObjectGraph graph, LoadOptions options)
    {
        var node = options.Part is null ? -1 : 0;
        foreach (var attribute in options.Part?.Split('/') ?? [])
        {
            if (node >= 0)
                node = graph.Nodes[node].Child(attribute);
        }
        return node >= 0 && graph.LeadsToVariables(node) && !graph.IsTrainingState(node) ? node : -1;
    }

    // The object that was saved, or what tf.train.Checkpoint was given.
    private static IEnumerable<int> Roots(ObjectGraph graph) => ModelObjects.IsList(graph.Nodes[0]) ? [0] :
        graph.Nodes[0].Children.Where(edge => edge.Node != 0 && graph.Nodes[edge.Node].Value is null && graph.LeadsToVariables(edge.Node) && !graph.IsTrainingState(edge.Node))
            .Select(static edge => edge.Node).Distinct().Prepend(0);
}
