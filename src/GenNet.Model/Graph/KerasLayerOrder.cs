namespace GenNet.Graph;

/// <summary>
/// The order of <c>model.layers</c> in Keras, which gives each layer its group in a weight file. Of a Functional model it is not the
/// order of creation: calls get a depth counted from the outputs, and layers are sorted by depth, then by when a depth-first walk from
/// the outputs first meets them (keras/src/models/functional.py, <c>map_graph_network</c>).
/// </summary>
public static class KerasLayerOrder
{
    /// <summary>Entities in Keras' order: inputs (their number), layers (inputs + index) and operations, which Keras sorts but doesn't list.</summary>
    public static IReadOnlyList<GraphEntity> Of(LayerGraph graph)
    {
        if (graph.IsSequential)
            return Enumerable.Range(0, graph.Layers).Select(static index => new GraphEntity(EntityKind.Layer, index)).ToArray();
        var walk = new Walk(graph);
        foreach (var output in graph.Outputs)
            walk.Visit(output);
        var depths = walk.Depths();
        foreach (var input in Enumerable.Range(0, graph.Inputs).Select(static i => new GraphEntity(EntityKind.Input, i)))
        {
            if (!walk.Numbers.ContainsKey(input))
            {
                walk.Numbers[input] = -1;
                depths[input] = 0;
            }
        }
        return walk.Numbers.Keys
            .OrderByDescending(entity => depths[entity]).ThenBy(entity => walk.Numbers[entity])
            .Where(static entity => entity.Kind != EntityKind.Operation)
            .ToArray();
    }

    private sealed class Walk(LayerGraph graph)
    {
        private readonly HashSet<int> _visited = [];
        private readonly List<int> _postOrder = [];

        public Dictionary<GraphEntity, int> Numbers { get; } = [];

        public void Visit(int value)
        {
            var stack = new Stack<(int Value, int NextInput)>();
            Enter(stack, value);
            while (stack.Count > 0)
            {
                var (current, next) = stack.Pop();
                var call = graph.ProducerOf(current);
                if (call is not null && next < call.Inputs.Count)
                {
                    stack.Push((current, next + 1));
                    Enter(stack, call.Inputs[next]);
                }
                else
                {
                    _postOrder.Add(current);
                }
            }
        }

        public Dictionary<GraphEntity, int> Depths()
        {
            var depthOfValue = new Dictionary<int, int>();
            var depthOfEntity = new Dictionary<GraphEntity, int>();
            foreach (var value in Enumerable.Reverse(_postOrder))
            {
                var entity = EntityOf(value);
                depthOfValue.TryGetValue(value, out var ofValue);
                depthOfEntity.TryGetValue(entity, out var ofEntity);
                var depth = Math.Max(ofValue, ofEntity);
                depthOfValue[value] = depthOfEntity[entity] = depth;
                foreach (var input in graph.ProducerOf(value)?.Inputs ?? [])
                {
                    depthOfValue.TryGetValue(input, out var ofInput);
                    depthOfValue[input] = Math.Max(ofInput, depth + 1);
                }
            }
            return depthOfEntity;
        }

        private void Enter(Stack<(int Value, int NextInput)> stack, int value)
        {
            if (!_visited.Add(value))
                return;
            var entity = EntityOf(value);
            if (!Numbers.ContainsKey(entity))
                Numbers[entity] = Numbers.Count;
            stack.Push((value, 0));
        }

        private GraphEntity EntityOf(int value) => graph.ProducerOf(value) switch
        {
            null => new(EntityKind.Input, value),
            { Layer: >= 0 } call => new(EntityKind.Layer, call.Layer),
            _ => new(EntityKind.Operation, value),
        };
    }
}

/// <summary>An input, a layer or a tensor operation of a graph.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Index">Index of the input or layer; number of the value for an operation.</param>
public readonly record struct GraphEntity(EntityKind Kind, int Index);

/// <summary>Kinds of <see cref="GraphEntity"/>.</summary>
public enum EntityKind
{
    /// <summary>An input: Keras' InputLayer.</summary>
    Input,
    /// <summary>A layer.</summary>
    Layer,
    /// <summary>A tensor operation.</summary>
    Operation,
}
