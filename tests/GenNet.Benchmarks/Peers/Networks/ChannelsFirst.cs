namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>Between Keras' channels-last arrays and the channels-first ones of ONNX and PyTorch.</summary>
internal static class ChannelsFirst
{
    /// <summary>[rows, height, width, channels] to [rows, channels, height, width].</summary>
    public static float[] FromImages(float[] images, Extent row) => Transpose(images, row.Height * row.Width, row.Channels);

    /// <summary>[rows, channels, height, width] to [rows, height, width, channels].</summary>
    public static float[] ToImages(float[] images, Extent row) => Transpose(images, row.Channels, row.Height * row.Width);

    /// <summary>[height, width, in, out] to [out, in, height, width].</summary>
    public static float[] Kernel(ConvolutionLayer layer)
    {
        var outputsFirst = Transpose(layer.Kernel, layer.Kernel.Length / layer.Output.Channels, layer.Output.Channels);
        return Transpose(outputsFirst, layer.KernelSize * layer.KernelSize, layer.Input.Channels);
    }

    /// <summary>[in, out] where in counts a flattened image with channels last, to the same with channels first.</summary>
    public static float[] Kernel(DenseLayer layer)
    {
        if (layer.Image.IsVector)
            return layer.Kernel;
        var units = layer.Output.Channels;
        var (pixels, channels) = (layer.Image.Height * layer.Image.Width, layer.Image.Channels);
        var result = new float[layer.Kernel.Length];
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                layer.Kernel.AsSpan(((pixel * channels) + channel) * units, units)
                    .CopyTo(result.AsSpan(((channel * pixels) + pixel) * units, units));
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
