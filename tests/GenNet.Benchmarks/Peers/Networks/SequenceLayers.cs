namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>The last output of a recurrent layer as Keras has it by default.</summary>
/// <param name="Input">Timesteps, features.</param>
/// <param name="Output">Units.</param>
/// <param name="Kernel">[features, gates · units]; the gates in Keras' order.</param>
/// <param name="RecurrentKernel">[units, gates · units].</param>
/// <param name="Bias">[gates · units], or [2, gates · units] where the state's product has one of its own.</param>
internal abstract record RecurrentLayer(Extent Input, Extent Output, float[] Kernel, float[] RecurrentKernel, float[] Bias) : NetworkLayer(Output)
{
    public int Units => Output.Channels;

    public override IReadOnlyList<float[]> Variables => [Kernel, RecurrentKernel, Bias];

    public override int ReductionLength => Input.Places * (Input.Channels + Units);
}

/// <summary>Gates input, forget, new values, output.</summary>
internal sealed record LstmLayer(Extent Input, Extent Output, float[] Kernel, float[] RecurrentKernel, float[] Bias)
    : RecurrentLayer(Input, Output, Kernel, RecurrentKernel, Bias)
{
    public const int Gates = 4;
}

/// <summary>Gates update, reset, new values; reset after the state's product.</summary>
internal sealed record GruLayer(Extent Input, Extent Output, float[] Kernel, float[] RecurrentKernel, float[] Bias)
    : RecurrentLayer(Input, Output, Kernel, RecurrentKernel, Bias)
{
    public const int Gates = 3;
}

/// <summary>A layer's product with a matrix and what is added.</summary>
/// <param name="Kernel">[in, out].</param>
/// <param name="Bias">[out].</param>
internal sealed record Projection(float[] Kernel, float[] Bias);

/// <summary>Attention of a sequence to itself; all heads together are as wide as the sequence's features.</summary>
internal sealed record SelfAttentionLayer(Extent Output, int Heads, Projection Query, Projection Key, Projection Value, Projection Result) : NetworkLayer(Output)
{
    public override IReadOnlyList<float[]> Variables => [Query.Kernel, Query.Bias, Key.Kernel, Key.Bias, Value.Kernel, Value.Bias, Result.Kernel, Result.Bias];

    // Projection, products of queries and keys, mean of values, projection.
    public override int ReductionLength => (2 * Output.Channels) + (Output.Channels / Heads) + Output.Places;
}
