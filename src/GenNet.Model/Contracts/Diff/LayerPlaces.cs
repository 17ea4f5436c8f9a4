namespace GenNet.Contracts;

/// <summary>Where layers stand in both versions, in terms of those that both have.</summary>
/// <param name="old">The version before.</param>
/// <param name="now">The version now.</param>
/// <param name="matching">Which layer is which.</param>
internal sealed class LayerPlaces(ContractVersion old, ContractVersion now, LayerMatching matching)
{
    private readonly CallOrder _old = CallOrder.Of(old);
    private readonly CallOrder _now = CallOrder.Of(now);
    private readonly HashSet<string> _gone = new(matching.Removed.Select(static layer => layer.Name), StringComparer.Ordinal);

    /// <summary>Whether new layer <paramref name="added"/> takes what <paramref name="removed"/> took, which is gone.</summary>
    public bool Agree(ContractLayer removed, ContractLayer added) =>
        Before(_old, removed, name => _gone.Contains(name) ? null : name, old, all: false)
            .SetEquals(Before(_now, added, matching.OldName, now, all: false));

    /// <summary>Whether of two layers the one that came first comes second now.</summary>
    public bool AreExchanged(ContractLayer one, ContractLayer other)
    {
        var (first, second) = (matching.OldName(one.Name)!, matching.OldName(other.Name)!);
        return IsBefore(_old, Layer(old, first), second, static name => name, old) != IsBefore(_now, one, second, matching.OldName, now)
            || IsBefore(_old, Layer(old, second), first, static name => name, old) != IsBefore(_now, other, first, matching.OldName, now);
    }

    private static ContractLayer Layer(ContractVersion version, string name) => version.Layers.First(layer => layer.Name == name);

    private static bool IsBefore(CallOrder order, ContractLayer layer, string before, Func<string, string?> nameOf, ContractVersion version) =>
        Before(order, layer, nameOf, version, all: true).Contains(before);

    // Names of the layers, and numbers of the inputs, whose values reach a layer: the nearest of both versions, or all.
    private static HashSet<string> Before(CallOrder order, ContractLayer layer, Func<string, string?> nameOf, ContractVersion version, bool all)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<ContractValue>();
        var next = new Stack<ContractValue>(layer.Calls.SelectMany(static call => call));
        while (next.Count > 0)
        {
            var value = next.Pop();
            if (!seen.Add(value) || !order.Calls.TryGetValue(value.Whole, out var call))
                continue;
            var name = call is null ? Input(version, value.Name) : call.Layer is null ? null : nameOf(call.Layer.Name);
            if (name is not null)
                found.Add(name);
            if (call is null || (name is not null && !all))
                continue;
            foreach (var input in call.Inputs)
                next.Push(input);
        }
        return found;
    }

    private static string Input(ContractVersion version, string name) =>
        $"({version.Inputs.Select(static input => input.Name).ToList().IndexOf(name)})";
}
