using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>What becomes of groups of values, lanes of threads a group.</summary>
internal struct ReducedGroups : IGpuKernel<ReducedGroups>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ReductionGroups Groups;
    public ReduceFunction Function;
    public long Count;
    public int Lanes;

    public static void Run(ReducedGroups kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var group = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isGroup = group < kernel.Count;
        var begin = isGroup ? ReductionGroups.Begin(kernel.Groups, group) : 0L;
        var size = isGroup ? kernel.Groups.Size : 0;
        var result = Reduced(kernel, begin, size, lane, shared);
        if (isGroup & lane == 0)
            kernel.Output[group] = result;
    }

    private static float Reduced(ReducedGroups kernel, long begin, int size, int lane, ArrayView<float> shared)
    {
        switch (kernel.Function)
        {
            case ReduceFunction.Max: return Largest(kernel, begin, size, lane, 1, shared);
            case ReduceFunction.Min: return -Largest(kernel, begin, size, lane, -1, shared);
            case ReduceFunction.Prod: return Product(kernel, begin, size, lane, shared);
            case ReduceFunction.Logsumexp: return LogSumExp(kernel, begin, size, lane, shared);
        }
        var sum = 0f;
        for (var i = lane; i < size; i += kernel.Lanes)
            sum += kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, i)];
        sum = Kernels.Lanes.Sum(sum, kernel.Lanes, shared);
        if (kernel.Function == ReduceFunction.Sum)
            return sum;
        var mean = sum / kernel.Groups.Size;
        if (kernel.Function == ReduceFunction.Mean)
            return mean;
        var squares = 0f;
        for (var i = lane; i < size; i += kernel.Lanes)
        {
            var difference = kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, i)] - mean;
            squares += difference * difference;
        }
        var variance = Kernels.Lanes.Sum(squares, kernel.Lanes, shared) / kernel.Groups.Size;
        return kernel.Function == ReduceFunction.Var ? variance : MathF.Sqrt(variance);
    }

    private static float Largest(ReducedGroups kernel, long begin, int size, int lane, float sign, ArrayView<float> shared)
    {
        var largest = float.NegativeInfinity;
        for (var i = lane; i < size; i += kernel.Lanes)
            largest = Bounds.Largest(largest, kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, i)] * sign);
        return Kernels.Lanes.Largest(largest, kernel.Lanes, shared);
    }

    private static float Product(ReducedGroups kernel, long begin, int size, int lane, ArrayView<float> shared)
    {
        var product = 1f;
        for (var i = lane; i < size; i += kernel.Lanes)
            product *= kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, i)];
        return Kernels.Lanes.Product(product, kernel.Lanes, shared);
    }

    private static float LogSumExp(ReducedGroups kernel, long begin, int size, int lane, ArrayView<float> shared)
    {
        var largest = Largest(kernel, begin, size, lane, 1, shared);
        var sum = 0f;
        for (var i = lane; i < size; i += kernel.Lanes)
            sum += Exponentials.Exp(kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, i)] - largest);
        sum = Kernels.Lanes.Sum(sum, kernel.Lanes, shared);
        return Bounds.Abs(largest) > float.MaxValue ? largest : Exponentials.Log(sum) + largest;
    }
}

/// <summary>Of groups of values the place of the largest or least, the first of them, or how many aren't 0: a thread a group.</summary>
internal struct PlacesInGroups : IGpuKernel<PlacesInGroups>
{
    public ArrayView<float> Input;
    public ArrayView<int> Output;
    public ReductionGroups Groups;
    public ReduceFunction Function;
    public long Count;

    public static void Run(PlacesInGroups kernel)
    {
        var sign = kernel.Function == ReduceFunction.Argmin ? -1f : 1f;
        for (var group = Threads.First; group < kernel.Count; group += Threads.Step)
        {
            var begin = ReductionGroups.Begin(kernel.Groups, group);
            var place = 0;
            var count = 0;
            var largest = kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, 0)] * sign;
            for (var i = 0; i < kernel.Groups.Size; i++)
            {
                var value = kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, i)] * sign;
                count += value == 0 ? 0 : 1;
                if (value > largest)
                {
                    largest = value;
                    place = i;
                }
            }
            kernel.Output[group] = kernel.Function == ReduceFunction.CountNonzero ? count : place;
        }
    }
}

/// <summary>Whether any of a group's conditions holds, or all: a thread a group.</summary>
internal struct ConditionsOfGroups : IGpuKernel<ConditionsOfGroups>
{
    public ArrayView<byte> Input;
    public ArrayView<byte> Output;
    public ReductionGroups Groups;
    public int IsAll;
    public long Count;

    public static void Run(ConditionsOfGroups kernel)
    {
        for (var group = Threads.First; group < kernel.Count; group += Threads.Step)
        {
            var begin = ReductionGroups.Begin(kernel.Groups, group);
            var holding = 0;
            for (var i = 0; i < kernel.Groups.Size; i++)
                holding += kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, i)] != 0 ? 1 : 0;
            var holds = kernel.IsAll != 0 ? holding == kernel.Groups.Size : holding > 0;
            kernel.Output[group] = holds ? (byte)1 : (byte)0;
        }
    }
}

/// <summary>Gradients of groups of values, lanes of threads a group.</summary>
internal struct ReducedGroupsBackward : IGpuKernel<ReducedGroupsBackward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public ReductionGroups Groups;
    public ReduceFunction Function;
    public long Count;
    public int Lanes;

    public static void Run(ReducedGroupsBackward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var group = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isGroup = group < kernel.Count;
        var begin = isGroup ? ReductionGroups.Begin(kernel.Groups, group) : 0L;
        var size = isGroup ? kernel.Groups.Size : 0;
        var value = isGroup ? kernel.Output[group] : 0f;
        var factor = isGroup ? kernel.OutputGradient[group] : 0f;
        var mean = 0f;
        switch (kernel.Function)
        {
            case ReduceFunction.Mean:
                factor /= kernel.Groups.Size;
                break;
            case ReduceFunction.Max:
            case ReduceFunction.Min:
                var ties = 0f;
                for (var i = lane; i < size; i += kernel.Lanes)
                    ties += At(kernel, begin, i) == value ? 1f : 0f;
                ties = Kernels.Lanes.Sum(ties, kernel.Lanes, shared);
                factor = ties > 1 ? factor / ties : factor;
                break;
            case ReduceFunction.Var:
            case ReduceFunction.Std:
                var sum = 0f;
                for (var i = lane; i < size; i += kernel.Lanes)
                    sum += At(kernel, begin, i);
                mean = Kernels.Lanes.Sum(sum, kernel.Lanes, shared) / kernel.Groups.Size;
                factor = kernel.Function == ReduceFunction.Var ? 2 * factor / kernel.Groups.Size : factor / (kernel.Groups.Size * value);
                break;
        }
        for (var i = lane; i < size; i += kernel.Lanes)
            kernel.InputGradient[begin + ReductionGroups.Offset(kernel.Groups, i)] = factor * Derivative(kernel, begin, i, value, mean);
    }

    private static float At(ReducedGroupsBackward kernel, long begin, int element) => kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, element)];

    private static float Derivative(ReducedGroupsBackward kernel, long begin, int element, float value, float mean)
    {
        switch (kernel.Function)
        {
            case ReduceFunction.Max:
            case ReduceFunction.Min:
                return At(kernel, begin, element) == value ? 1f : 0f;
            case ReduceFunction.Prod:
                return ProductOfOthers(kernel, begin, element);
            case ReduceFunction.Var:
            case ReduceFunction.Std:
                return At(kernel, begin, element) - mean;
            case ReduceFunction.Logsumexp:
                return Exponentials.Exp(At(kernel, begin, element) - value);
            default:
                return 1f;
        }
    }

    private static float ProductOfOthers(ReducedGroupsBackward kernel, long begin, int element)
    {
        var product = 1f;
        for (var i = 0; i < kernel.Groups.Size; i++)
            product *= i == element ? 1f : At(kernel, begin, i);
        return product;
    }
}
