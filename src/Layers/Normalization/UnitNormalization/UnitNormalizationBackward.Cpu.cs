using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The gradient of the input: (g − y·Σ g·y) / norm, the sum being over the group; g / 10⁻¹² where the norm is below that.</summary>
internal unsafe struct UnitNormalizationBackward<TShape> : IParallelBody
    where TShape : struct, IUnitNormalizationShape
{
    // Of a norm that was put in the place of a smaller one.
    private const float LargestInverse = 0.9999999e12f;

    public float* Output;
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
                Runs(offset, Saved[block]);
        }
    }

    private readonly void Runs(nint offset, float inverse)
    {
        var dot = 0f;
        for (var member = 0; inverse < LargestInverse && member < Reduction<TShape>.Members; member++)
        {
            var at = offset + Reduction<TShape>.MemberOffset(member);
            dot += Sums.Dot(OutputGradient + at, Output + at, TShape.Run);
        }
        for (var member = 0; member < Reduction<TShape>.Members; member++)
        {
            var at = offset + Reduction<TShape>.MemberOffset(member);
            for (var i = 0; i < TShape.Run; i += Vector<float>.Count)
                Store(at + i, Math.Min(Vector<float>.Count, TShape.Run - i), Vector.Create(dot), Vector.Create(inverse));
        }
    }

    private readonly void Lanes(nint offset, nint group)
    {
        for (var lane = 0; lane < TShape.Lanes; lane += Vector<float>.Count)
        {
            var lanes = Math.Min(Vector<float>.Count, TShape.Lanes - lane);
            var inverse = Elementwise.LoadPart(Saved + group + lane, lanes);
            var dot = Vector<float>.Zero;
            for (var member = 0; member < Reduction<TShape>.Members; member++)
            {
                var at = offset + lane + Reduction<TShape>.MemberOffset(member);
                dot = Vector.FusedMultiplyAdd(Elementwise.LoadPart(OutputGradient + at, lanes), Elementwise.LoadPart(Output + at, lanes), dot);
            }
            dot = Vector.ConditionalSelect(Vector.LessThan(inverse, Vector.Create(LargestInverse)), dot, Vector<float>.Zero);
            for (var member = 0; member < Reduction<TShape>.Members; member++)
                Store(offset + lane + Reduction<TShape>.MemberOffset(member), lanes, dot, inverse);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Store(nint at, int length, Vector<float> dot, Vector<float> inverse) => Elementwise.StorePart(
        (Elementwise.LoadPart(OutputGradient + at, length) - (Elementwise.LoadPart(Output + at, length) * dot)) * inverse, InputGradient + at, length);
}
