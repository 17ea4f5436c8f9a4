namespace GenNet.Weights.Torch;

/// <summary>What stands before the names of a model in a file: <c>module.</c> of nn.DataParallel, <c>_orig_mod.</c> of torch.compile, <c>model.</c>, the attribute of whatever held it.</summary>
internal static class TorchPrefix
{
    /// <summary>The prefix with its dot; empty if there is none.</summary>
    /// <exception cref="WeightFileException">Several fit as well.</exception>
    public static string Of(IWeightContainer file, ExpectedModel model)
    {
        var owners = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < model.Layers.Count; i++)
        {
            foreach (var name in TorchLayers.NamesOf(model, model.Layers[i]))
                owners.TryAdd(name, i);
        }
        var layers = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        foreach (var array in file.Tensors)
        {
            for (var start = 0; start >= 0 && start < array.Path.Length; start = array.Path.IndexOf(TorchNames.Separator, start) + 1)
            {
                if (owners.TryGetValue(array.Path[start..], out var layer))
                    Under(array.Path[..start]).Add(layer);
                if (array.Path.IndexOf(TorchNames.Separator, start) < 0)
                    break;
            }
        }
        var most = layers.Values.Select(static found => found.Count).DefaultIfEmpty().Max();
        string[] fitting = [.. layers.Where(pair => pair.Value.Count == most).Select(static pair => pair.Key).Order(StringComparer.Ordinal)];
        return fitting is [] || fitting[0].Length == 0 && most < model.Layers.Count ? ""
            : fitting is [var prefix] ? prefix
            : throw new WeightFileException(
                file.File, null, $"names of the model stand in it under {string.Join(" and ", fitting.Select(static prefix => prefix.Length == 0 ? "no prefix" : $"\"{prefix}\""))}, and nothing tells which is meant",
                fitting[0].Length > 0
                    ? $"Say which: LoadOptions.{nameof(LoadOptions.Within)}(\"{fitting[0][..^1].Replace(TorchNames.Separator, '/')}\") takes those under \"{fitting[0]}\"."
                    : "Write a file with those that are meant: safetensors.torch.save_file({k: v for k, v in weights.items() if k.startswith(prefix)}, path).");

        HashSet<int> Under(string prefix)
        {
            if (!layers.TryGetValue(prefix, out var found))
                layers.Add(prefix, found = []);
            return found;
        }
    }
}
