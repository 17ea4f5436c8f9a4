namespace GenNet.Contracts;

/// <summary>Legacy HDF5: the layers with weights in the order of <c>model.layers</c>, or each by its name; within a layer, all of a model's variables in their order.</summary>
internal static class LegacyLoading
{
    public static LoadSimulation LoadInOrder(IReadOnlyList<StoredLayer> before, IReadOnlyList<StoredLayer> after)
    {
        var load = new LoadSimulation();
        var (saved, expected) = (WithWeights(before), WithWeights(after));
        if (saved.Length != expected.Length)
            load.Fail(FormattableString.Invariant($"the model has {expected.Length} layers with weights, and {saved.Length} are saved"));
        else
            _ = expected.Zip(saved, (layer, source) => load.AssignInOrder(layer.Name, [.. layer.Weights], [.. source.Weights])).All(static loaded => loaded);
        return load;
    }

    public static LoadSimulation LoadByName(IReadOnlyList<StoredLayer> before, IReadOnlyList<StoredLayer> after)
    {
        var load = new LoadSimulation();
        var saved = WithWeights(before).ToDictionary(static layer => layer.Name, StringComparer.Ordinal);
        foreach (var layer in WithWeights(after))
        {
            if (saved.TryGetValue(layer.Name, out var source) && !load.AssignInOrder(layer.Name, [.. layer.Weights], [.. source.Weights]))
                break;
        }
        return load;
    }

    // Weights of the model's own are in a list that both have.
    private static StoredLayer[] WithWeights(IEnumerable<StoredLayer> layers) => [.. layers.Where(static layer => layer.Weights.Any())];
}
