namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>What all engines run: layers with weights, independent of any engine.</summary>
internal sealed class Network
{
    private readonly List<NetworkLayer> _layers = [];
    private readonly Random _random;

    /// <param name="name">Its name in the table.</param>
    /// <param name="input">Shape of a row.</param>
    /// <param name="seed">Seed of the weights.</param>
    public Network(string name, Extent input, int seed)
    {
        Name = name;
        Input = input;
        _random = new(seed);
    }

    public string Name { get; }

    public Extent Input { get; }

    public Extent Output => _layers.Count == 0 ? Input : _layers[^1].Output;

    public IReadOnlyList<NetworkLayer> Layers => _layers;

    /// <summary>Length of all sums from input to output, the measure of what rounding may do.</summary>
    public int ReductionLength => _layers.Sum(static layer => layer.ReductionLength);

    /// <summary>Whether the last layer's outputs are probabilities rather than logits.</summary>
    public bool EndsInSoftmax => _layers[^1] is DenseLayer { Activation: Activation.Softmax };

    /// <summary>All weights, layer by layer, kernel before bias.</summary>
    public IEnumerable<float[]> Variables => _layers.SelectMany(static layer => layer switch
    {
        ConvolutionLayer l => [l.Kernel, l.Bias],
        DenseLayer l => [l.Kernel, l.Bias],
        _ => Array.Empty<float[]>(),
    });

    public Network Convolution(int filters, int kernelSize, bool same = false, Activation activation = Activation.Linear)
    {
        var input = Output;
        var padding = same ? kernelSize / 2 : 0;
        var lost = kernelSize - 1 - (2 * padding);
        var taps = kernelSize * kernelSize;
        _layers.Add(new ConvolutionLayer(
            input, new(input.Height - lost, input.Width - lost, filters), kernelSize, padding, activation,
            Kernel(taps * input.Channels * filters, taps * (input.Channels + filters)), Bias(filters)));
        return this;
    }

    public Network Dense(int units, Activation activation = Activation.Linear)
    {
        var input = Output;
        var image = _layers is [.., FlattenLayer flatten] ? flatten.Input : input;
        _layers.Add(new DenseLayer(input, new(1, 1, units), image, activation, Kernel(input.Count * units, input.Count + units), Bias(units)));
        return this;
    }

    public Network MaxPooling(int poolSize)
    {
        _layers.Add(new MaxPoolingLayer(Output, new(Output.Height / poolSize, Output.Width / poolSize, Output.Channels), poolSize));
        return this;
    }

    public Network Flatten()
    {
        _layers.Add(new FlattenLayer(Output, new(1, 1, Output.Count)));
        return this;
    }

    private float[] Kernel(int count, int fans) => Uniform(count, MathF.Sqrt(6f / fans));

    // Not zero, as Keras' would be: an engine that forgets the bias is to be found out.
    private float[] Bias(int count) => Uniform(count, 0.1f);

    private float[] Uniform(int count, float limit)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = limit * ((2 * _random.NextSingle()) - 1);
        return values;
    }
}
