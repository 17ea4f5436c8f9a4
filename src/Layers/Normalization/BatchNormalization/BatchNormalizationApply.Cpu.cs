using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Normalizes: <c>(x − mean)·inverse·gamma + beta</c>, with batch renormalization <c>((x − mean)·inverse·factor + summand)·gamma + beta</c>.</summary>
internal unsafe struct BatchNormalizationApply<TShape> : IBatchNormalizationChannels
    where TShape : struct, IBatchNormalizationShape
{
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

    public readonly void Run(in Pass pass) => BatchNormalizationRows<TShape, BatchNormalizationApply<TShape>>.Run(pass, this);

    public readonly void Invoke(nint start, nint step, int times, int length, VectorOfChannels channel)
    {
        var mean = channel.Load(Mean, length);
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
        if (length == Vector<float>.Count)
            Normalize(start, step, times, Vector<float>.Count, mean, scale, shift);
        else
            Normalize(start, step, times, length, mean, scale, shift);
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
