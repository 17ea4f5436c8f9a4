using GenNet.Graph;

namespace GenNet.Contracts;

/// <summary>The calls of a version, or of one model among its layers, and the values that leave it.</summary>
/// <param name="calls">The calls.</param>
/// <param name="outputs">The values that others take or the model returns.</param>
internal sealed class ContractScope(IReadOnlyList<ContractCall> calls, IEnumerable<ContractValue> outputs)
{
    private readonly HashSet<ContractValue> _outputs = new(outputs.Select(static output => output.Whole));

    /// <summary>The parts, layers and models, in the order of Keras' <c>model.layers</c>; those that nothing reaches come last.</summary>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="parts">Their names behind it, as declared.</param>
    public IReadOnlyList<int> OrderOf(string prefix, IReadOnlyList<string> parts)
    {
        var numbers = parts.Select(static (part, index) => (part, index)).ToDictionary(static p => p.part, static p => p.index, StringComparer.Ordinal);
        var groups = calls.GroupBy(call => GroupOf(prefix, call)).ToArray();
        var groupOf = new Dictionary<ContractValue, int>();
        for (var group = 0; group < groups.Length; group++)
        {
            foreach (var call in groups[group])
                groupOf[call.Value] = group;
        }
        var taken = groups.Select((group, number) => group.SelectMany(static call => call.Inputs).Select(static input => input.Whole)
            .Where(input => !groupOf.TryGetValue(input, out var from) || from != number).Distinct().ToArray()).ToArray();
        var outside = taken.SelectMany(static inputs => inputs).Where(input => !groupOf.ContainsKey(input)).Distinct().ToList();
        int Number(ContractValue value) => groupOf.TryGetValue(value, out var group) ? outside.Count + group : outside.IndexOf(value);
        // A weight of the model's own is a value as an operation's is: Keras lists it with none of the layers.
        var graph = new LayerGraph(
            false, outside.Count, parts.Count,
            groups.Select((group, number) => new LayerGraphCall(
                group.First().Layer is { } layer && numbers.TryGetValue(StoredLayer.PartOf(prefix, layer.Name), out var index) ? index : -1, taken[number].Select(Number).ToArray())).ToArray(),
            _outputs.Where(output => groupOf.ContainsKey(output) || outside.Contains(output)).Select(Number).Distinct().ToArray());
        var order = KerasLayerOrder.Of(graph).Where(static entity => entity.Kind == EntityKind.Layer).Select(static entity => entity.Index).ToArray();
        return [.. order, .. Enumerable.Range(0, parts.Count).Except(order)];
    }

    /// <summary>The first call of model <paramref name="part"/>, which is the order of its layers.</summary>
    public ContractScope Within(string prefix, string part)
    {
        var model = $"{prefix}{part}/";
        var inner = calls.Where(call => call.Layer is { } layer && call.Value.Call == 1 && layer.Name.StartsWith(model, StringComparison.Ordinal)).ToArray();
        var own = new HashSet<ContractValue>(inner.Select(static call => call.Value));
        // Operations between its layers: they take something of it, and only its layers take them.
        var takenBy = calls.SelectMany(static call => call.Inputs.Select(input => (input.Whole, call.Value))).ToLookup(static pair => pair.Whole, static pair => pair.Value);
        var operations = calls.Where(static call => call.Layer is null).Reverse().Where(call =>
            !_outputs.Contains(call.Value) && takenBy[call.Value].Any() && takenBy[call.Value].All(own.Contains) && own.Add(call.Value)).ToArray();
        var leaving = own.Where(value => _outputs.Contains(value) || takenBy[value].Any(by => !own.Contains(by)));
        return new([.. inner, .. operations.Reverse()], [.. leaving]);
    }

    // All calls that one call of a model consists of are one.
    private static (string Name, int Call) GroupOf(string prefix, ContractCall call) => call.Layer is { } layer
        ? (prefix + StoredLayer.PartOf(prefix, layer.Name), call.Value.Call)
        : ($"({call.Value.Name})", 1);
}
