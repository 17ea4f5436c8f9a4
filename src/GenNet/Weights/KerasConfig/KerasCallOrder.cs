using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>
/// Puts the calls of a graph in an order that can run, as near to the config's own as that allows, and numbers the values: inputs first, then
/// the calls in that order.
/// </summary>
internal sealed class KerasCallOrder
{
    private readonly List<(KerasTensor Result, int Layer, KerasLayer Called, KerasNode Node)> _calls = [];
    private readonly Dictionary<KerasTensor, int> _values = [];
    private readonly int _inputs;

    /// <summary>No calls yet, of a model with the given inputs.</summary>
    public KerasCallOrder(IReadOnlyList<KerasInput> inputs)
    {
        _inputs = inputs.Count;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (!_values.TryAdd(new(inputs[i].Name, 0), i))
                throw new SpecException($"two inputs are called '{inputs[i].Name}'");
        }
    }

    /// <summary>Adds a call.</summary>
    public void Add(KerasTensor result, int layer, KerasLayer called, KerasNode node) => _calls.Add((result, layer, called, node));

    /// <summary>The value that <paramref name="tensor"/> is, once the calls are in order.</summary>
    /// <exception cref="SpecException">There is no such tensor.</exception>
    public KerasValue ValueOf(KerasTensor tensor) =>
        _values.TryGetValue(tensor.Call, out var source) ? new(source, tensor.Output) : throw Missing(tensor);

    /// <summary>The calls in order.</summary>
    /// <exception cref="SpecException">A call takes a tensor that doesn't exist, or its own result.</exception>
    public IReadOnlyList<KerasCall> InOrder()
    {
        var producers = new Dictionary<KerasTensor, int>();
        for (var i = 0; i < _calls.Count; i++)
            producers[_calls[i].Result] = i;
        var waiting = new int[_calls.Count];
        var takers = new List<int>[_calls.Count];
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < _calls.Count; i++)
        {
            foreach (var tensor in _calls[i].Node.Inputs.Select(static input => input.Tensor.Call).Distinct())
            {
                if (producers.TryGetValue(tensor, out var producer))
                {
                    (takers[producer] ??= []).Add(i);
                    waiting[i]++;
                }
                else if (!_values.ContainsKey(tensor))
                {
                    throw Missing(tensor);
                }
            }
            if (waiting[i] == 0)
                ready.Enqueue(i, i);
        }
        var ordered = new List<KerasCall>();
        while (ready.TryDequeue(out var next, out _))
        {
            var (result, layer, called, node) = _calls[next];
            _values[result] = _inputs + ordered.Count;
            ordered.Add(new(layer, layer < 0 ? called : null, [.. node.Inputs.Select(input => new KerasCallInput(input.Argument, ValueOf(input.Tensor)) { Index = input.Index })]) { Number = node.Number, Json = node.Json, Settings = node.Settings });
            foreach (var taker in takers[next] ?? [])
            {
                if (--waiting[taker] == 0)
                    ready.Enqueue(taker, taker);
            }
        }
        return ordered.Count == _calls.Count ? ordered : throw new SpecException("the graph runs in a circle");
    }

    private static SpecException Missing(KerasTensor tensor) => new($"the graph takes a value of layer '{tensor.Layer}', call {tensor.Node}, which doesn't exist");
}
