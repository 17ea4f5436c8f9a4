using System.Numerics;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>Groups side by side in memory, a vector of them at a time.</summary>
internal static unsafe class ReduceLanes<TShape>
    where TShape : struct, IReduceShape
{
    /// <summary>Whether the function is one of these, and there are enough groups.</summary>
    public static bool Has => TShape.Lanes >= Vector<float>.Count && TShape.Function is (ReduceFunction.Sum or ReduceFunction.Mean or ReduceFunction.Max or ReduceFunction.Min);

    /// <summary>What becomes of the elements of all groups of a block.</summary>
    public static void Forward(float* block, float* output)
    {
        for (nint lane = 0; lane < TShape.Lanes; lane += Vector<float>.Count)
        {
            var count = Math.Min(Vector<float>.Count, TShape.Lanes - lane);
            if (TShape.Function is ReduceFunction.Sum or ReduceFunction.Mean)
                Sum(block + lane, output + lane, count);
            else
                Elementwise.StorePart(Extreme(block + lane, count), output + lane, count);
        }
    }

    private static void Sum(float* first, float* output, nint count)
    {
        var total = default(BlockedSum);
        for (var start = 0; start < Reduction<TShape>.Members; start += BlockedSum.Block)
        {
            var sum = Vector<float>.Zero;
            for (var member = start; member < Math.Min(start + BlockedSum.Block, Reduction<TShape>.Members); member++)
                sum += Elementwise.LoadPart(first + Reduction<TShape>.MemberOffset(member), count);
            total.Add(sum);
        }
        for (var lane = 0; lane < count; lane++)
            output[lane] = (float)(TShape.Function == ReduceFunction.Mean ? total[lane] / Reduction<TShape>.GroupSize : total[lane]);
    }

    private static Vector<float> Extreme(float* first, nint count)
    {
        var value = Elementwise.LoadPart(first + Reduction<TShape>.MemberOffset(0), count);
        for (var member = 1; member < Reduction<TShape>.Members; member++)
        {
            var next = Elementwise.LoadPart(first + Reduction<TShape>.MemberOffset(member), count);
            value = TShape.Function == ReduceFunction.Max ? Vector.Max(value, next) : Vector.Min(value, next);
        }
        return value;
    }
}
