namespace GenNet.Training;

/// <summary>Every trained weight has its gradient: none of them comes through a layer without a backward pass.</summary>
internal static class BackwardCheck
{
    /// <summary>Refuses a model of which that doesn't hold.</summary>
    /// <exception cref="NotSupportedException">A layer has no backward pass; the message names it, and what can't be trained for it.</exception>
    public static void Require(Model model)
    {
        var layers = model.Description.Layers;
        foreach (var layer in layers)
        {
            string[] blocked = [.. layer.BlocksTrainingOf.Where(i => model.Instance.TrainedLayers[i]).Select(i => layers[i].Name)];
            if (blocked.Length > 0)
            {
                throw new NotSupportedException(
                    $"{model.Description.FullName}.{layer.Name} ({layer.Kind}) has no Backward, so {string.Join(", ", blocked)} can't be trained: write 'static void Backward(in BackwardPass pass)' in {layer.Kind}, or set Trainable = false on {(blocked.Length == 1 ? "it" : "each of them")}.");
            }
        }
    }
}
