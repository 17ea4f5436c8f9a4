namespace GenNet.Benchmarks.Peers.Networks;

/// <param name="Input">What is convolved.</param>
/// <param name="Output">What comes out.</param>
/// <param name="Window">Size, stride, zeros.</param>
/// <param name="Groups">In how many groups the channels are cut: as many as there are channels make it depthwise.</param>
/// <param name="Kernel">[window, in / groups, out].</param>
/// <param name="Bias">[out]; null without.</param>
internal sealed record ConvolutionLayer(Extent Input, Extent Output, Window Window, int Groups, float[] Kernel, float[]? Bias) : NetworkLayer(Output)
{
    public override IReadOnlyList<float[]> Variables => Bias is null ? [Kernel] : [Kernel, Bias];

    public override int ReductionLength => Window.Taps * Input.Channels / Groups;
}

/// <param name="Input">What is spread.</param>
/// <param name="Output">What comes out.</param>
/// <param name="Window">Size, stride, and what is cut off the result.</param>
/// <param name="Kernel">[window, out, in].</param>
/// <param name="Bias">[out].</param>
internal sealed record TransposedConvolutionLayer(Extent Input, Extent Output, Window Window, float[] Kernel, float[] Bias) : NetworkLayer(Output)
{
    public override IReadOnlyList<float[]> Variables => [Kernel, Bias];

    public override int ReductionLength => Window.Taps * Input.Channels;
}

/// <param name="Output">What comes out.</param>
/// <param name="Window">Size, stride, zeros.</param>
/// <param name="IsAverage">Whether it takes the mean of a window, not its largest.</param>
internal sealed record PoolingLayer(Extent Output, Window Window, bool IsAverage) : NetworkLayer(Output)
{
    public override int ReductionLength => IsAverage ? Window.Taps : 0;
}

/// <summary>The mean over all places.</summary>
internal sealed record GlobalAveragePoolingLayer(Extent Input, Extent Output) : NetworkLayer(Output)
{
    public override int ReductionLength => Input.Places;
}
