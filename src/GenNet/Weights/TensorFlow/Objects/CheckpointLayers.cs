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
    /// <exception cref="WeightFileException">Several models of the checkpoint could be the class.</exception>
    public static IReadOnlyList<StoredLayer> Of(
        CheckpointFile file, ExpectedModel model, LoadOptions options, Func<IReadOnlyList<StoredLayer>, IReadOnlyList<StoredLayer>> byName, ISet<string> beside)
    {
        if (file.Objects is not { } graph || file.HasOwnNames)
            return byName(file.Layers);
        var variables = new LayerVariables(graph);
        var root = ClassObject.Of(model);
        var (match, node) = Best([.. Roots(graph).Select(node => (CheckpointMatch.Of(root, node, graph, variables, options), node))], graph, model.Variables.Count());
        var layers = match.Layers.ToList();
        layers.AddRange(TrainedVariables.Missing(graph, model, layers));
        foreach (var (other, name) in match.Others)
            layers.Add(new(LayerVariables.PathOf(variables.Below(other)), name, LayerNames.KindOf(name), [.. variables.Below(other).Select(static variable => new StoredVariable(variable.Paths[0], variable.Array))]));
        var taken = layers.SelectMany(static layer => layer.Variables).Select(static variable => variable.Array.Path).ToHashSet(StringComparer.Ordinal);
        if (node != 0 && graph.Nodes[0].Child(Counter) >= 0)
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
                "Save the one that is meant by itself: model.save_weights.");
    }

    // The object that was saved, or what tf.train.Checkpoint was given.
    private static IEnumerable<int> Roots(ObjectGraph graph) => ModelObjects.IsList(graph.Nodes[0]) ? [0] :
        graph.Nodes[0].Children.Where(edge => edge.Node != 0 && graph.Nodes[edge.Node].Value is null && graph.LeadsToVariables(edge.Node) && !graph.IsTrainingState(edge.Node))
            .Select(static edge => edge.Node).Distinct().Prepend(0);
}
