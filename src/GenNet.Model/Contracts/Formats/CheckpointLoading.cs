namespace GenNet.Contracts;

/// <summary>
/// A TensorFlow checkpoint: <c>layer_with_weights-1/kernel</c>, the number of the layer among those with weights, then the names of attributes. What isn't found, on either side, is passed over;
/// another shape or type is an error, before anything is loaded.
/// </summary>
internal static class CheckpointLoading
{
    public static LoadSimulation Load(IReadOnlyList<StoredLayer> before, IReadOnlyList<StoredLayer> after)
    {
        var saved = Keys(before, "").GroupBy(static v => v.Key).ToDictionary(static v => v.Key, static v => v.First().Variable, StringComparer.Ordinal);
        var load = new LoadSimulation();
        var found = Keys(after, "").Where(v => saved.ContainsKey(v.Key)).Select(v => (v.Variable, Source: saved[v.Key])).ToArray();
        foreach (var (variable, source) in found)
        {
            if (load.Fits(variable, source) && variable.Variable.DType != source.Variable.DType)
                load.Fail($"'{variable.Name}' is {variable.Variable.DType}, and '{source.Name}', saved at its place, {source.Variable.DType}");
        }
        if (!load.HasFailed)
        {
            foreach (var (variable, source) in found)
                load.Assign(variable, source);
        }
        return load;
    }

    private static IEnumerable<(string Key, StoredVariable Variable)> Keys(IEnumerable<StoredLayer> layers, string model)
    {
        var number = 0;
        foreach (var layer in layers.Where(static layer => layer.Weights.Any()))
        {
            var isOwn = layer.Class.Length == 0;
            var key = isOwn ? model : FormattableString.Invariant($"{model}layer_with_weights-{number++}/");
            var inner = layer.Layer is null ? Keys(layer.Layers, key) : layer.Weights.Select(v => ($"{key}{v.Path}/{(isOwn ? v.Name : v.Leaf)}", v));
            foreach (var variable in inner)
                yield return variable;
        }
    }
}
