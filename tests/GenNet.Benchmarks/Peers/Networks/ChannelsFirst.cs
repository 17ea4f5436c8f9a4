namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>Between Keras' channels-last arrays and those of ONNX and PyTorch, which have channels first.</summary>
internal static class ChannelsFirst
{
    /// <summary>A batch of inputs as the peers have it.</summary>
    public static float[] Inputs(Network network, float[] rows) =>
        network.Layout == PeerLayout.ChannelsFirst ? Transpose(rows, network.Input.Places, network.Input.Channels) : rows;

    /// <summary>A peer's batch of outputs with channels last.</summary>
    public static float[] Outputs(Network network, float[] rows) =>
        network.Layout == PeerLayout.ChannelsFirst ? Transpose(rows, network.Output.Channels, network.Output.Places) : rows;

    /// <summary>[window, in, out] to [out, in, window], which a transposed convolution's [window, out, in] becomes alike.</summary>
    /// <param name="kernel">The values.</param>
    /// <param name="taps">Elements of the window.</param>
    /// <param name="last">The last axis' size.</param>
    public static float[] Kernel(float[] kernel, int taps, int last) => Transpose(Transpose(kernel, kernel.Length / last, last), taps, kernel.Length / last / taps);

    /// <summary>[in, out] where in counts a flattened image with channels last, to the same with channels first.</summary>
    public static float[] Kernel(Network network, DenseLayer layer)
    {
        if (layer.Image is not { } image || network.Layout == PeerLayout.ChannelsLast)
            return layer.Kernel;
        var units = layer.Output.Channels;
        var (places, channels) = (image.Places, image.Channels);
        var result = new float[layer.Kernel.Length];
        for (var place = 0; place < places; place++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                layer.Kernel.AsSpan(((place * channels) + channel) * units, units)
                    .CopyTo(result.AsSpan(((channel * places) + place) * units, units));
            }
        }
        return result;
    }

    /// <summary>Every block of rows×columns values becomes columns×rows.</summary>
    public static float[] Transpose(float[] values, int rows, int columns)
    {
        var result = new float[values.Length];
        var block = rows * columns;
        for (var start = 0; start < values.Length; start += block)
        {
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                    result[start + (column * rows) + row] = values[start + (row * columns) + column];
            }
        }
        return result;
    }
}
