using System.Numerics.Tensors;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>One group of elements along some axes.</summary>
internal static unsafe class ReduceGroup<TShape>
    where TShape : struct, IReduceShape
{
    private static int Size => Reduction<TShape>.GroupSize;

    /// <summary>What becomes of the group's elements.</summary>
    public static float Value(float* group) => TShape.Function switch
    {
        ReduceFunction.Sum => Sum(group),
        ReduceFunction.Mean => Sum(group) / Size,
        ReduceFunction.Max or ReduceFunction.Min => Extreme(group),
        ReduceFunction.Prod => Product(group),
        ReduceFunction.Var => Variance(group, Sum(group) / Size),
        ReduceFunction.Std => MathF.Sqrt(Variance(group, Sum(group) / Size)),
        _ => LogSumExp(group),
    };

    /// <summary>The place of the largest or least element, the first of them; of a count, how many aren't 0.</summary>
    public static int Place(float* group)
    {
        var (place, count) = (0, 0);
        for (var i = 0; i < Size; i++)
        {
            if (At(group, i) != 0)
                count++;
            if (TShape.Function == ReduceFunction.Argmax ? At(group, i) > At(group, place) : At(group, i) < At(group, place))
                place = i;
        }
        return TShape.Function == ReduceFunction.CountNonzero ? count : place;
    }

    /// <summary>Whether any holds, or all.</summary>
    public static bool Holds(byte* group)
    {
        for (var i = 0; i < Size; i++)
        {
            if (group[OffsetOf(i)] != 0 == (TShape.Function == ReduceFunction.Any))
                return TShape.Function == ReduceFunction.Any;
        }
        return TShape.Function == ReduceFunction.All;
    }

    /// <summary>Gradients of the group's elements.</summary>
    public static void Backward(float* group, float value, float gradient, float* gradients)
    {
        var (mean, ties, factor) = (0f, 0, gradient);
        switch (TShape.Function)
        {
            case ReduceFunction.Mean: factor = gradient / Size; break;
            case ReduceFunction.Max or ReduceFunction.Min:
                for (var i = 0; i < Size; i++)
                    ties += At(group, i) == value ? 1 : 0;
                factor = gradient / Math.Max(1, ties);
                break;
            case ReduceFunction.Var: (mean, factor) = (Sum(group) / Size, 2 * gradient / Size); break;
            case ReduceFunction.Std: (mean, factor) = (Sum(group) / Size, gradient / (Size * value)); break;
            default: break;
        }
        for (var i = 0; i < Size; i++)
        {
            gradients[OffsetOf(i)] = factor * TShape.Function switch
            {
                ReduceFunction.Max or ReduceFunction.Min => At(group, i) == value ? 1 : 0,
                ReduceFunction.Prod => ProductOfOthers(group, i),
                ReduceFunction.Var or ReduceFunction.Std => At(group, i) - mean,
                ReduceFunction.Logsumexp => MathF.Exp(At(group, i) - value),
                _ => 1,
            };
        }
    }

    private static nint OffsetOf(int element) => TShape.Run == 1
        ? Reduction<TShape>.MemberOffset(element)
        : Reduction<TShape>.MemberOffset(element / TShape.Run) + (element % TShape.Run);

    private static float At(float* group, int element) => group[OffsetOf(element)];

    private static float Sum(float* group)
    {
        if (TShape.MemberSizes.IsEmpty)
            return Sums.Sum(group, TShape.Run);
        var sum = 0.0;
        for (var i = 0; i < Size; i++)
            sum += At(group, i);
        return (float)sum;
    }

    private static float Variance(float* group, float mean)
    {
        var sum = 0.0;
        for (var i = 0; i < Size; i++)
            sum += (At(group, i) - mean) * (double)(At(group, i) - mean);
        return (float)(sum / Size);
    }

    private static float Extreme(float* group)
    {
        if (TShape.MemberSizes.IsEmpty)
            return TShape.Function == ReduceFunction.Min ? TensorPrimitives.Min(new ReadOnlySpan<float>(group, Size)) : TensorPrimitives.Max(new ReadOnlySpan<float>(group, Size));
        var value = At(group, 0);
        for (var i = 1; i < Size; i++)
            value = TShape.Function == ReduceFunction.Min ? MathF.Min(value, At(group, i)) : MathF.Max(value, At(group, i));
        return value;
    }

    private static float Product(float* group)
    {
        var product = 1.0;
        for (var i = 0; i < Size; i++)
            product *= At(group, i);
        return (float)product;
    }

    private static float ProductOfOthers(float* group, int element)
    {
        var product = 1.0;
        for (var i = 0; i < Size; i++)
            product *= i == element ? 1 : At(group, i);
        return (float)product;
    }

    private static float LogSumExp(float* group)
    {
        var largest = At(group, 0);
        for (var i = 1; i < Size; i++)
            largest = MathF.Max(largest, At(group, i));
        if (float.IsInfinity(largest))
            return largest;
        var sum = 0.0;
        for (var i = 0; i < Size; i++)
            sum += Math.Exp(At(group, i) - largest);
        return (float)(Math.Log(sum) + largest);
    }
}
