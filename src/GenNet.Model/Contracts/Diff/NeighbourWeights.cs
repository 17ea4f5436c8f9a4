namespace GenNet.Contracts;

/// <summary>The nearest weights around a layer that has none itself: only with them can it begin anew.</summary>
internal static class NeighbourWeights
{
    /// <summary>Whether all weights just before <paramref name="layer"/>, or all just behind it, begin anew, so that no old ones meet it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="version">Number of the version that files were saved with.</param>
    /// <param name="now">The class.</param>
    public static bool BeginAnew(ContractLayer layer, int version, ContractVersion now)
    {
        var sorted = CallOrder.Of(now).Sorted;
        var calls = sorted.Where(call => call.Layer?.Name == layer.Name).ToArray();
        var makers = sorted.ToDictionary(static call => call.Value);
        var takers = sorted.SelectMany(static call => call.Inputs.Select(input => (input.Whole, call))).ToLookup(static pair => pair.Whole, static pair => pair.call);
        return AreNew(Nearest(calls, call => call.Inputs.Where(input => makers.ContainsKey(input.Whole)).Select(input => makers[input.Whole])))
            || AreNew(Nearest(calls, call => takers[call.Value]));

        bool AreNew(HashSet<ContractLayer> layers) => layers.Count > 0 && layers.All(near => near.History.MayBeginAnew(version));
    }

    private static HashSet<ContractLayer> Nearest(IEnumerable<ContractCall> from, Func<ContractCall, IEnumerable<ContractCall>> next)
    {
        var found = new HashSet<ContractLayer>();
        var seen = new HashSet<ContractValue>();
        var open = new Stack<ContractCall>(from.SelectMany(next));
        while (open.Count > 0)
        {
            var call = open.Pop();
            if (!seen.Add(call.Value))
                continue;
            if (call.Layer is { Variables.Count: > 0 } layer)
                found.Add(layer);
            else
            {
                foreach (var further in next(call))
                    open.Push(further);
            }
        }
        return found;
    }
}
