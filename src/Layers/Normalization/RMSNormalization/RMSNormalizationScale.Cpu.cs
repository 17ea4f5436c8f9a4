using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// The gradient of scale: Σ g·x̂ over all groups. Threads share scale's elements, not the groups, so that each element is summed in one order.
/// </summary>
internal unsafe struct RMSNormalizationScale<TShape> : IParallelBody
    where TShape : struct, IRMSNormalizationShape
{
    public float* Input;
    public float* Saved;
    public float* OutputGradient;
    public float* ScaleGradient;
    public int Groups;
    public WorkSplit Split;

    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = Split[index];
        for (var element = start; element < start + count; element += Vector<float>.Count)
            Add(element, (int)Math.Min(Vector<float>.Count, start + count - element));
    }

    private readonly void Add(nint element, int length)
    {
        BlockedSum sums = default;
        for (var first = 0; first < Groups; first += BlockedSum.Block)
        {
            var sum = Vector<float>.Zero;
            for (var group = first; group < Math.Min(first + BlockedSum.Block, Groups); group++)
            {
                var at = ((nint)group * TShape.GroupSize) + element;
                sum = Vector.FusedMultiplyAdd(Elementwise.LoadPart(OutputGradient + at, length), Elementwise.LoadPart(Input + at, length) * Saved[group], sum);
            }
            sums.Add(sum);
        }
        for (var k = 0; k < length; k++)
            ScaleGradient[element + k] += (float)sums[k];
    }
}
