namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>A layer of a <see cref="Network"/>. Weights lie as in Keras, channels last.</summary>
internal abstract record NetworkLayer(Extent Output)
{
    /// <summary>Numbers of the values that it takes: 0 is the network's input, i + 1 what its layer i makes.</summary>
    public IReadOnlyList<int> Sources { get; init; } = [];

    /// <summary>What its result goes through.</summary>
    public Activation Activation { get; init; }

    /// <summary>Its weights in Keras' order.</summary>
    public virtual IReadOnlyList<float[]> Variables => [];

    /// <summary>The longest sum that makes one of its outputs.</summary>
    public virtual int ReductionLength => 0;
}

/// <param name="Input">What is flattened: with channels first other places get other numbers.</param>
/// <param name="Output">A vector.</param>
internal sealed record FlattenLayer(Extent Input, Extent Output) : NetworkLayer(Output);

/// <param name="Output">A vector, or vectors.</param>
/// <param name="Image">What was flattened to its input; null if nothing was.</param>
/// <param name="Kernel">[in, out].</param>
/// <param name="Bias">[out].</param>
internal sealed record DenseLayer(Extent Output, Extent? Image, float[] Kernel, float[] Bias) : NetworkLayer(Output)
{
    public int Features => Kernel.Length / Bias.Length;

    public override IReadOnlyList<float[]> Variables => [Kernel, Bias];

    public override int ReductionLength => Features;
}

/// <summary>An activation alone.</summary>
internal sealed record BareActivationLayer(Extent Output) : NetworkLayer(Output);

/// <summary>The sum of its inputs.</summary>
internal sealed record AddLayer(Extent Output) : NetworkLayer(Output);

/// <summary>Its inputs' channels one after another.</summary>
internal sealed record ConcatenateLayer(Extent Output) : NetworkLayer(Output);
