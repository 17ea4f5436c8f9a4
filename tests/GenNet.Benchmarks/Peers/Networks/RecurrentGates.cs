namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>Recurrent weights as ONNX and PyTorch have them: gates in an order of their own, [gates · units, in].</summary>
internal static class RecurrentGates
{
    /// <summary>[in, gates · units] to [gates · units, in].</summary>
    /// <param name="kernel">The values.</param>
    /// <param name="units">Units of the layer.</param>
    /// <param name="order">For each gate of the peer its number in Keras.</param>
    public static float[] Kernel(float[] kernel, int units, int[] order) =>
        Reorder(ChannelsFirst.Transpose(kernel, kernel.Length / (order.Length * units), order.Length * units), order);

    /// <summary>As many values for each gate, in the peer's order.</summary>
    public static float[] Reorder(float[] values, int[] order)
    {
        var size = values.Length / order.Length;
        return [.. order.SelectMany(gate => values[(gate * size)..((gate + 1) * size)])];
    }
}
