namespace Written.By010;

public static class Use
{
    /// <summary>Outputs of the model in the file, for the given inputs.</summary>
    public static float[][] Predict(string file, float[][] inputs)
    {
        using var net = TwoHeads.FromWeights(file);
        var prediction = net.Predict(inputs[0], inputs[1]);
        return [prediction.Kind.ToArray(), prediction.Score.ToArray()];
    }

    public static (string Layer, string Name, float[] Values)[] Weights(string file)
    {
        using var net = TwoHeads.FromWeights(file);
        return [.. net.Layers.SelectMany(layer => layer.Variables).Select(v => (v.LayerName, v.Name, v.Values.ToArray()))];
    }
}
