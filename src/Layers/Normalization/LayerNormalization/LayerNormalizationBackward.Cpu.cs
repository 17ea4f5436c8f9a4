using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// The gradient of the input: with h = g·gamma and x̂ the normalized input, (h − mean(h) − x̂·mean(h·x̂)) / √(variance + epsilon), the means
/// being over the group.
/// </summary>
internal unsafe struct LayerNormalizationBackward<TShape> : IParallelBody
    where TShape : struct, ILayerNormalizationShape
{
    public float* Input;
    public float* Gamma;
    public float* Saved;
    public float* OutputGradient;
    public float* InputGradient;
    public WorkSplit Split;

    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = Split[index];
        for (var block = start; block < start + count; block++)
        {
            var offset = Reduction<TShape>.BlockOffset((int)block);
            if (TShape.Lanes > 1)
                Lanes(offset, block * TShape.Lanes);
            else
                Runs(offset, block);
        }
    }

    private readonly void Runs(nint offset, nint group)
    {
        var mean = Vector.Create(Saved[2 * group]);
        var inverse = Vector.Create(Saved[(2 * group) + 1]);
        Vector<float> sums = default, dots = default;
        for (var member = 0; member < Reduction<TShape>.Members; member++)
        {
            var at = offset + Reduction<TShape>.MemberOffset(member);
            var i = 0;
            for (; i <= TShape.Run - Vector<float>.Count; i += Vector<float>.Count)
                AddTerms(at + i, (member * TShape.Run) + i, Vector<float>.Count, mean, inverse, ref sums, ref dots);
            if (i < TShape.Run)
                AddTerms(at + i, (member * TShape.Run) + i, TShape.Run - i, mean, inverse, ref sums, ref dots);
        }
        var meanOfH = Vector.Create(Vector.Sum(sums) / Reduction<TShape>.GroupSize);
        var meanOfDot = Vector.Create(Vector.Sum(dots) / Reduction<TShape>.GroupSize);
        for (var member = 0; member < Reduction<TShape>.Members; member++)
        {
            var at = offset + Reduction<TShape>.MemberOffset(member);
            var i = 0;
            for (; i <= TShape.Run - Vector<float>.Count; i += Vector<float>.Count)
                StoreGradient(at + i, (member * TShape.Run) + i, Vector<float>.Count, mean, inverse, meanOfH, meanOfDot);
            if (i < TShape.Run)
                StoreGradient(at + i, (member * TShape.Run) + i, TShape.Run - i, mean, inverse, meanOfH, meanOfDot);
        }
    }

    // Lanes beyond the run hold gradient 0 and add nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void AddTerms(
        nint at, int variable, int length, Vector<float> mean, Vector<float> inverse, ref Vector<float> sums, ref Vector<float> dots)
    {
        var h = Scaled(at, variable, length);
        sums += h;
        dots = Vector.FusedMultiplyAdd(h, (Elementwise.LoadPart(Input + at, length) - mean) * inverse, dots);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void StoreGradient(
        nint at, int variable, int length, Vector<float> mean, Vector<float> inverse, Vector<float> meanOfH, Vector<float> meanOfDot)
    {
        var normalized = (Elementwise.LoadPart(Input + at, length) - mean) * inverse;
        var gradient = (Scaled(at, variable, length) - meanOfH - (normalized * meanOfDot)) * inverse;
        Elementwise.StorePart(gradient, InputGradient + at, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly Vector<float> Scaled(nint at, int variable, int length)
    {
        var gradient = Elementwise.LoadPart(OutputGradient + at, length);
        return Gamma == null ? gradient : gradient * Elementwise.LoadPart(Gamma + variable, length);
    }

    private readonly void Lanes(nint offset, nint group)
    {
        for (var lane = 0; lane < TShape.Lanes; lane += Vector<float>.Count)
        {
            var lanes = Math.Min(Vector<float>.Count, TShape.Lanes - lane);
            Vector<float> mean = default, inverse = default;
            for (var k = 0; k < lanes; k++)
            {
                mean = mean.WithElement(k, Saved[2 * (group + lane + k)]);
                inverse = inverse.WithElement(k, Saved[(2 * (group + lane + k)) + 1]);
            }
            Vector<float> sum = default, dot = default;
            for (var member = 0; member < Reduction<TShape>.Members; member++)
            {
                var at = offset + lane + Reduction<TShape>.MemberOffset(member);
                var h = Elementwise.LoadPart(OutputGradient + at, lanes) * Vector.Create(Gamma == null ? 1 : Gamma[member]);
                sum += h;
                dot = Vector.FusedMultiplyAdd(h, (Elementwise.LoadPart(Input + at, lanes) - mean) * inverse, dot);
            }
            var size = Vector.Create((float)Reduction<TShape>.GroupSize);
            for (var member = 0; member < Reduction<TShape>.Members; member++)
            {
                var at = offset + lane + Reduction<TShape>.MemberOffset(member);
                var h = Elementwise.LoadPart(OutputGradient + at, lanes) * Vector.Create(Gamma == null ? 1 : Gamma[member]);
                var normalized = (Elementwise.LoadPart(Input + at, lanes) - mean) * inverse;
                Elementwise.StorePart((h - (sum / size) - (normalized * (dot / size))) * inverse, InputGradient + at, lanes);
            }
        }
    }
}
