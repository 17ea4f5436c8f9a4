namespace GenNet.Benchmarks.Peers.Networks;

/// <content>Layers with windows, over one, two or three axes as the value before has them.</content>
internal sealed partial class Network
{
    public Network Convolution(int filters, int kernelSize, int stride = 1, bool same = false, bool useBias = true, Activation activation = Activation.Linear) =>
        Convolution(filters, Window.Over(Output, kernelSize, stride, same), useBias, activation);

    /// <summary>With as many zeros before each axis as after it, which are a layer of their own in Keras.</summary>
    public Network PaddedConvolution(int filters, int kernelSize, int stride, int zeros) =>
        Convolution(filters, Window.Over(Output, kernelSize, stride, zeros), useBias: true, Activation.Linear);

    /// <summary>Each channel by itself.</summary>
    public Network DepthwiseConvolution(int kernelSize, int stride = 1, bool same = false, bool useBias = true, Activation activation = Activation.Linear)
    {
        var input = Output;
        var window = Window.Over(input, kernelSize, stride, same);
        var kernel = Kernel(window.Taps * input.Channels, 2 * window.Taps);
        return Append(new ConvolutionLayer(input, new([.. window.Outputs, input.Channels]), window, input.Channels, kernel, useBias ? Bias(input.Channels) : null) { Activation = activation });
    }

    /// <summary>To as many places as there are times the stride, Keras' padding <c>same</c>.</summary>
    public Network TransposedConvolution(int filters, int kernelSize, int stride, Activation activation = Activation.Linear)
    {
        var input = Output;
        var window = Window.Transposed(input, kernelSize, stride);
        var kernel = Kernel(window.Taps * input.Channels * filters, window.Taps * (input.Channels + filters));
        return Append(new TransposedConvolutionLayer(input, new([.. window.Outputs, filters]), window, kernel, Bias(filters)) { Activation = activation });
    }

    public Network MaxPooling(int poolSize) => Pooling(Window.Over(Output, poolSize, poolSize, same: false), isAverage: false);

    /// <summary>Of what isn't negative, so that zeros beside it change nothing; they are a layer of their own in Keras.</summary>
    public Network PaddedMaxPooling(int poolSize, int stride, int zeros) => Pooling(Window.Over(Output, poolSize, stride, zeros), isAverage: false);

    public Network AveragePooling(int poolSize) => Pooling(Window.Over(Output, poolSize, poolSize, same: false), isAverage: true);

    public Network GlobalAveragePooling() => Append(new GlobalAveragePoolingLayer(Output, new(Output.Channels)));

    public Network BatchNormalization()
    {
        var channels = Output.Channels;
        return Append(new BatchNormalizationLayer(Output, Around(1, 0.1f, channels), Bias(channels), Bias(channels), Around(1, 0.5f, channels)));
    }

    private Network Convolution(int filters, Window window, bool useBias, Activation activation)
    {
        var input = Output;
        var kernel = Kernel(window.Taps * input.Channels * filters, window.Taps * (input.Channels + filters));
        return Append(new ConvolutionLayer(input, new([.. window.Outputs, filters]), window, 1, kernel, useBias ? Bias(filters) : null) { Activation = activation });
    }

    private Network Pooling(Window window, bool isAverage) => Append(new PoolingLayer(new([.. window.Outputs, Output.Channels]), window, isAverage));
}
