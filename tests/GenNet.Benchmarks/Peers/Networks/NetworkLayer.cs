namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>A layer of a <see cref="Network"/>. Weights lie as in Keras: kernels [height, width, in, out] and [in, out], channels last.</summary>
internal abstract record NetworkLayer(Extent Input, Extent Output)
{
    /// <summary>The longest sum that makes one of its outputs.</summary>
    public virtual int ReductionLength => 0;
}

internal sealed record ConvolutionLayer(Extent Input, Extent Output, int KernelSize, int Padding, Activation Activation, float[] Kernel, float[] Bias)
    : NetworkLayer(Input, Output)
{
    public override int ReductionLength => KernelSize * KernelSize * Input.Channels;
}

/// <param name="Image">What was flattened to its input; the input itself if nothing was.</param>
internal sealed record DenseLayer(Extent Input, Extent Output, Extent Image, Activation Activation, float[] Kernel, float[] Bias)
    : NetworkLayer(Input, Output)
{
    public override int ReductionLength => Input.Count;
}

internal sealed record MaxPoolingLayer(Extent Input, Extent Output, int PoolSize) : NetworkLayer(Input, Output);

internal sealed record FlattenLayer(Extent Input, Extent Output) : NetworkLayer(Input, Output);
