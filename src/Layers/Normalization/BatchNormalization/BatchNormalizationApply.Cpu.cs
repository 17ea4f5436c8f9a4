using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Normalizes: <c>(x − mean)·inverse·gamma + beta</c>, with batch renormalization <c>((x − mean)·inverse·factor + summand)·gamma + beta</c>.</summary>
internal unsafe struct BatchNormalizationApply<TShape> : IBatchNormalizationChannels
    where TShape : struct, IBatchNormalizationShape
{
    public BatchNormalizationApply()
    {
    }

    public float* Input;
    public float* Output;
    public float* Mean;

    /// <summary>1 / √(variance + epsilon); null: from <see cref="Variance"/>.</summary>
    public float* Inverse;
    public float* Variance;
    public float* Factor;
    public float* Summand;
    public float* Gamma;
    public float* Beta;

    /// <summary>Between which values results are kept, where the channels are the last axis.</summary>
    public OutputBounds Bounds = OutputBounds.None;

    public readonly void Run(in Pass pass)
    {
        if (TShape.Inner > 1)
        {
            BatchNormalizationRows<TShape, BatchNormalizationApply<TShape>>.Run(pass, this);
            return;
        }
        var values = Scratch.Take(ScratchUse.ChannelScaling, 3 * (nint)TShape.Channels);
        for (var channel = 0; channel < TShape.Channels; channel += Vector<float>.Count)
        {
            var length = Math.Min(Vector<float>.Count, TShape.Channels - channel);
            var (mean, scale, shift) = Of(new(channel, false), length);
            Elementwise.StorePart(-mean, values + channel, length);
            Elementwise.StorePart(scale, values + TShape.Channels + channel, length);
            Elementwise.StorePart(shift, values + (2 * TShape.Channels) + channel, length);
        }
        BatchNormalizationLines.Run(pass.Workers, Input, Output, (nint)pass.Rows * TShape.Outer, TShape.Channels, values, Bounds);
    }

    public readonly void Invoke(nint start, nint step, int times, int length, VectorOfChannels channel)
    {
        var (mean, scale, shift) = Of(channel, length);
        if (length == Vector<float>.Count)
            Normalize(start, step, times, Vector<float>.Count, mean, scale, shift);
        else
            Normalize(start, step, times, length, mean, scale, shift);
    }

    private readonly (Vector<float> Mean, Vector<float> Scale, Vector<float> Shift) Of(VectorOfChannels channel, int length)
    {
        var scale = Inverse != null
            ? channel.Load(Inverse, length)
            : Vector<float>.One / Vector.SquareRoot(channel.Load(Variance, length) + Vector.Create(TShape.Epsilon));
        var shift = Summand == null ? Vector<float>.Zero : channel.Load(Summand, length);
        if (Factor != null)
            scale *= channel.Load(Factor, length);
        if (Gamma != null)
        {
            var gamma = channel.Load(Gamma, length);
            scale *= gamma;
            shift *= gamma;
        }
        if (Beta != null)
            shift += channel.Load(Beta, length);
        return (channel.Load(Mean, length), scale, shift);
    }

    // Inlined where the length is a constant, so that whole vectors are loaded without a question.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Normalize(nint start, nint step, int times, int length, Vector<float> mean, Vector<float> scale, Vector<float> shift)
    {
        for (var k = 0; k < times; k++, start += step)
        {
            var y = Vector.FusedMultiplyAdd(Elementwise.LoadPart(Input + start, length) - mean, scale, shift);
            Elementwise.StorePart(y, Output + start, length);
        }
    }
}
