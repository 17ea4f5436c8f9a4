namespace GenNet.Weights.TensorFlow;

/// <summary>Which tensors of a checkpoint are state of a training run.</summary>
internal static class CheckpointState
{
    // Of TensorFlow 1's optimizers and its counter of steps.
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal) { "global_step", "beta1_power", "beta2_power", "save_counter" };

    /// <summary>Their keys.</summary>
    /// <param name="tensors">All tensors.</param>
    /// <param name="graph">The objects that were saved; null if the file doesn't tell.</param>
    public static HashSet<string> Of(IReadOnlyList<StoredTensor> tensors, ObjectGraph? graph) =>
        graph is null ? ByName([.. tensors.Select(static tensor => tensor.Path)]) : ByObjects(tensors, graph);

    // What no object of a model holds is none of its weights, even if no object at all holds it.
    private static HashSet<string> ByObjects(IReadOnlyList<StoredTensor> tensors, ObjectGraph graph)
    {
        var weights = Enumerable.Range(0, graph.Nodes.Count).Where(node => !graph.IsTrainingState(node)).Select(node => graph.Nodes[node].Value?.Path).ToHashSet(StringComparer.Ordinal);
        return [.. tensors.Select(static tensor => tensor.Path).Where(path => !weights.Contains(path))];
    }

    // A slot has its variable's name, and behind it its own: dense/kernel/Adam.
    private static HashSet<string> ByName(IReadOnlyList<string> names)
    {
        var all = names.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. names.Where(name => name.LastIndexOf('/') is var slash && (s_names.Contains(name[(slash + 1)..]) || (slash > 0 && all.Contains(name[..slash])))),
        ];
    }
}
