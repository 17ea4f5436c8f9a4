using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// The gradient of the input: <c>gamma·factor·inverse·(g − w·(Σ g + x̂·Σ g·x̂) / n)</c>, where w is the mask (1 without); by moving averages just
/// <c>gamma·inverse·g</c>.
/// </summary>
internal unsafe struct BatchNormalizationBackward<TShape> : IBatchNormalizationChannels
    where TShape : struct, IBatchNormalizationShape
{
    public float* Input;
    public byte* Mask;
    public float* OutputGradient;
    public float* InputGradient;
    public float* Gamma;
    public BatchNormalizationMemory<TShape> Memory;

    /// <summary>Whether forward normalized by the batch's own statistics.</summary>
    public bool UsesBatch;

    public readonly void Run(in Pass pass) => BatchNormalizationRows<TShape, BatchNormalizationBackward<TShape>>.Run(pass, this);

    public readonly void Invoke(nint start, nint step, int times, int length, VectorOfChannels channel)
    {
        var inverse = channel.Load(Memory.Inverse, length);
        var scale = inverse;
        if (Gamma != null)
            scale *= channel.Load(Gamma, length);
        if (!UsesBatch)
        {
            for (var k = 0; k < times; k++, start += step)
                Elementwise.StorePart(Elementwise.LoadPart(OutputGradient + start, length) * scale, InputGradient + start, length);
            return;
        }
        if (TShape.Renorm)
            scale *= channel.Load(Memory.Factor, length);
        var mean = channel.Load(Memory.Mean, length);
        var sum = Mean(Memory.FirstSums(0), length, channel);
        var dot = Mean(Memory.SecondSums(0), length, channel) * inverse;
        for (var k = 0; k < times; k++, start += step)
        {
            var through = Vector.FusedMultiplyAdd(Elementwise.LoadPart(Input + start, length) - mean, dot, sum);
            if (Mask != null)
                through *= BatchNormalizationStatistics<TShape>.Weights(Mask, start, length);
            Elementwise.StorePart((Elementwise.LoadPart(OutputGradient + start, length) - through) * scale, InputGradient + start, length);
        }
    }

    private readonly Vector<float> Mean(double* sums, int length, VectorOfChannels channel)
    {
        var means = Vector<float>.Zero;
        for (var k = 0; k < length; k++)
        {
            var at = channel.IsSame ? channel.Index : channel.Index + k;
            means = means.WithElement(k, (float)(sums[at] / Memory.Count[at]));
        }
        return means;
    }
}
