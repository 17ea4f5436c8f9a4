using GenNet.Kernels;

namespace GenNet.Tests.Reference;

/// <summary>Convolution and its derivatives as they are defined, in float64, with what bounds the rounding errors of float32 ones.</summary>
internal sealed class NaiveConvolution
{
    private readonly ConvolutionShape _s;

    public NaiveConvolution(ConvolutionShape shape, float[] input, float[] kernel, float[] outputGradient, float[]? bias = null)
    {
        _s = shape;
        Output = new(outputGradient.Length);
        InputGradient = new(input.Length);
        KernelGradient = new(kernel.Length);
        for (var i = 0; bias != null && i < outputGradient.Length; i++)
            Output.Add(i, bias[i % bias.Length]);
        ForEachProduct((o, i, k) =>
        {
            Output.Add(o, (double)input[i] * kernel[k]);
            InputGradient.Add(i, (double)outputGradient[o] * kernel[k]);
            KernelGradient.Add(k, (double)outputGradient[o] * input[i]);
        });
    }

    public BoundedSums Output { get; }

    public BoundedSums InputGradient { get; }

    public BoundedSums KernelGradient { get; }

    /// <summary>Calls <paramref name="visit"/> with the indices in output, input and kernel of every product there is.</summary>
    private void ForEachProduct(Action<int, int, int> visit)
    {
        for (var n = 0; n < _s.Batch; n++)
        for (var z = 0; z < _s.OutputDepth; z++)
        for (var y = 0; y < _s.OutputHeight; y++)
        for (var x = 0; x < _s.OutputWidth; x++)
        for (var f = 0; f < _s.Filters; f++)
        for (var tap = 0; tap < _s.Taps; tap++)
        for (var c = 0; c < _s.GroupChannels; c++)
        {
            var (row, j) = Math.DivRem(tap, _s.KernelWidth);
            var (h, i) = Math.DivRem(row, _s.KernelHeight);
            var inputZ = (z * _s.StrideDepth) + (h * _s.DilationDepth) - _s.PadFront;
            var inputY = (y * _s.StrideHeight) + (i * _s.DilationHeight) - _s.PadTop;
            var inputX = (x * _s.StrideWidth) + (j * _s.DilationWidth) - _s.PadLeft;
            if (inputZ < 0 || inputZ >= _s.InputDepth || inputY < 0 || inputY >= _s.InputHeight || inputX < 0 || inputX >= _s.InputWidth)
                continue;
            var channel = (f / _s.GroupFilters * _s.GroupChannels) + c;
            visit(
                (((((((n * _s.OutputDepth) + z) * _s.OutputHeight) + y) * _s.OutputWidth) + x) * _s.Filters) + f,
                (((((((n * _s.InputDepth) + inputZ) * _s.InputHeight) + inputY) * _s.InputWidth) + inputX) * _s.Channels) + channel,
                (((tap * _s.GroupChannels) + c) * _s.Filters) + f);
        }
    }
}
