namespace GenNet.Weights.TensorFlow;

/// <summary>A variable of a layer.</summary>
/// <param name="Array">Its values.</param>
/// <param name="Paths">The attributes that lead from the layer to it, <c>cell/kernel</c>: several where it is held more than once.</param>
/// <param name="FullName">Its name, <c>lstm/lstm_cell/kernel</c>; empty where the file doesn't tell.</param>
internal sealed record LayerVariable(StoredTensor Array, IReadOnlyList<string> Paths, string FullName)
{
    /// <summary>What its name says it lies in.</summary>
    public IReadOnlyList<string> Scopes => field ??= FullName.Split('/')[..^1];
}

/// <summary>Finds the variables of objects. All searches of a load together go over the graph a few times at most, whatever leads where in it.</summary>
internal sealed class LayerVariables(ObjectGraph graph)
{
    private const int LongestPath = 1000;
    private const int CharactersForEach = 64;

    // What SavedModels have of a layer once more.
    private static readonly HashSet<string> s_copies = new(StringComparer.Ordinal) { "variables", "trainable_variables", "non_trainable_variables", "regularization_losses" };

    private readonly Dictionary<int, IReadOnlyList<LayerVariable>> _known = [];
    private long _left = (1 << 20) + (CharactersForEach * graph.Edges);

    /// <summary>The variables in an object and below it, in the order in which it holds them, what is nearest first.</summary>
    public IReadOnlyList<LayerVariable> Below(int node)
    {
        if (!_known.TryGetValue(node, out var found))
            _known[node] = found = Find(node);
        return found;
    }

    /// <summary>Those that an object itself holds.</summary>
    public IReadOnlyList<LayerVariable> Of(int node) =>
        [.. Below(node).Where(static variable => variable.Paths.Any(static path => !path.Contains('/'))).Select(static variable => variable with { Paths = [.. variable.Paths.Where(static path => !path.Contains('/'))] })];

    /// <summary>What leads to the object that variables are in, for messages.</summary>
    public static string PathOf(IReadOnlyList<LayerVariable> variables)
    {
        foreach (var variable in variables)
        {
            var name = CheckpointFile.NameIn(variable.Array.Path);
            if (variable.Paths.FirstOrDefault(path => name.EndsWith("/" + path, StringComparison.Ordinal)) is { } path)
                return name[..^(path.Length + 1)];
        }
        return CheckpointFile.NameIn(variables[0].Array.Path);
    }

    private LayerVariable[] Find(int start)
    {
        var paths = new Dictionary<int, string> { [start] = "" };
        var variables = new Dictionary<int, List<string>>();
        var pending = new Queue<int>([start]);
        while (pending.TryDequeue(out var node))
        {
            foreach (var edge in graph.Nodes[node].Children)
            {
                _left -= paths[node].Length + edge.Name.Length;
                if (_left < 0)
                    throw WeightFileException.Damaged(graph.File, ObjectGraph.Key, "the objects of its graph lead to each other in more ways than can be followed");
                if (!graph.LeadsToVariables(edge.Node) || graph.IsTrainingState(edge.Node) || s_copies.Contains(edge.Name) || paths[node].Length + edge.Name.Length > LongestPath)
                    continue;
                var path = paths[node].Length == 0 ? edge.Name : $"{paths[node]}/{edge.Name}";
                if (graph.Nodes[edge.Node].Value is not null)
                {
                    if (!variables.TryGetValue(edge.Node, out var known))
                        variables[edge.Node] = known = [];
                    known.Add(path);
                }
                if (paths.TryAdd(edge.Node, path))
                    pending.Enqueue(edge.Node);
            }
        }
        return CuDnnVariables.Converted([.. variables.Select(variable => new LayerVariable(graph.Nodes[variable.Key].Value!, variable.Value, graph.Nodes[variable.Key].NameOfVariable))]);
    }
}
