namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>What all engines run: layers with weights, independent of any engine. Each call adds a layer behind the one before, or behind <see cref="From"/>.</summary>
internal sealed partial class Network
{
    private readonly List<NetworkLayer> _layers = [];
    private readonly Random _random;

    /// <param name="name">Its name in the table.</param>
    /// <param name="input">Shape of a row.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <param name="layout">How the peers have its arrays.</param>
    public Network(string name, Extent input, int seed, PeerLayout layout = PeerLayout.ChannelsFirst)
    {
        Name = name;
        Input = input;
        Layout = layout;
        _random = new(seed);
    }

    public string Name { get; }

    public Extent Input { get; }

    public PeerLayout Layout { get; }

    /// <summary>Number of the value that the next layer takes.</summary>
    public int Current { get; private set; }

    public Extent Output => ExtentOf(Current);

    public IReadOnlyList<NetworkLayer> Layers => _layers;

    /// <summary>Length of all sums from input to output, the measure of what rounding may do.</summary>
    public int ReductionLength => _layers.Sum(static layer => layer.ReductionLength);

    /// <summary>Whether the last layer's outputs are probabilities rather than logits.</summary>
    public bool EndsInSoftmax => _layers[^1].Activation == Activation.Softmax;

    /// <summary>All weights, layer by layer.</summary>
    public IEnumerable<float[]> Variables => _layers.SelectMany(static layer => layer.Variables);

    /// <summary>Goes on behind <paramref name="value"/>, a former <see cref="Current"/>.</summary>
    public Network From(int value)
    {
        Current = value;
        return this;
    }

    public Network Add(int other) => Append(new AddLayer(Output), Current, other);

    public Network Concatenate(int other) => Append(new ConcatenateLayer(Output.With(Output.Channels + ExtentOf(other).Channels)), Current, other);

    public Network Activate(Activation activation) => Append(new BareActivationLayer(Output) { Activation = activation });

    public Network Flatten() => Append(new FlattenLayer(Output, new(Output.Count)));

    public Network Dense(int units, Activation activation = Activation.Linear)
    {
        var image = Current > 0 && _layers[Current - 1] is FlattenLayer flatten ? flatten.Input : null;
        var (kernel, bias) = Project(Output.Channels, units);
        return Append(new DenseLayer(Output.With(units), image, kernel, bias) { Activation = activation });
    }

    private Network Append(NetworkLayer layer, params int[] sources)
    {
        _layers.Add(layer with { Sources = sources.Length == 0 ? [Current] : sources });
        Current = _layers.Count;
        return this;
    }

    private Extent ExtentOf(int value) => value == 0 ? Input : _layers[value - 1].Output;
}
