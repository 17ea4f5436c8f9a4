using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>How two inputs are combined.</summary>
[GpuKernel]
internal interface IPairFunction
{
    /// <summary>The result.</summary>
    static abstract float Of(float a, float b);
}

internal readonly struct SumOfPair : IPairFunction
{
    public static float Of(float a, float b) => a + b;
}

internal readonly struct DifferenceOfPair : IPairFunction
{
    public static float Of(float a, float b) => a - b;
}

internal readonly struct ProductOfPair : IPairFunction
{
    public static float Of(float a, float b) => a * b;
}

internal readonly struct LargestOfPair : IPairFunction
{
    public static float Of(float a, float b) => Bounds.Largest(a, b);
}

internal readonly struct SmallestOfPair : IPairFunction
{
    public static float Of(float a, float b) => Bounds.Smallest(a, b);
}

/// <summary>An operand of a result's shape, or of which values are repeated along some axes.</summary>
/// <typeparam name="T">What its values are.</typeparam>
internal struct RepeatedValues<T>
    where T : unmanaged
{
    public ArrayView<T> Values;

    /// <summary>Values a row.</summary>
    public int RowSize;

    /// <summary>From a value of a row of the result to its own.</summary>
    public AxisMap Map;

    /// <summary>The value for one of the result.</summary>
    [GpuKernel]
    public static T At(RepeatedValues<T> operand, long row, int inRow) => operand.Values[(row * operand.RowSize) + AxisMap.Offset(operand.Map, inRow)];
}

/// <summary><c>output = f(a, b) · factor</c>, operands repeated where they have fewer values.</summary>
internal struct PairCombined<TFunction> : IGpuKernel<PairCombined<TFunction>>
    where TFunction : struct, IPairFunction
{
    public RepeatedValues<float> A;
    public RepeatedValues<float> B;
    public ArrayView<float> Output;
    public long Count;
    public int RowSize;
    public float Factor;

    public static void Run(PairCombined<TFunction> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.RowSize;
            var inRow = (int)(i - (row * kernel.RowSize));
            kernel.Output[i] = TFunction.Of(RepeatedValues<float>.At(kernel.A, row, inRow), RepeatedValues<float>.At(kernel.B, row, inRow)) * kernel.Factor;
        }
    }
}

/// <summary>An operand as it is, times a factor, in the result's shape.</summary>
internal struct Repeated : IGpuKernel<Repeated>
{
    public RepeatedValues<float> From;
    public ArrayView<float> Output;
    public long Count;
    public int RowSize;
    public float Factor;

    public static void Run(Repeated kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.RowSize;
            kernel.Output[i] = RepeatedValues<float>.At(kernel.From, row, (int)(i - (row * kernel.RowSize))) * kernel.Factor;
        }
    }
}

/// <summary>A gradient in the result's shape, kept where one operand was taken and another wasn't, else 0: <c>own &gt; other</c>, or <c>≥</c> where the own comes first.</summary>
internal struct SelectedOfPair : IGpuKernel<SelectedOfPair>
{
    public ArrayView<float> Gradient;
    public RepeatedValues<float> Own;
    public RepeatedValues<float> Other;
    public ArrayView<float> Result;
    public long Count;
    public int RowSize;

    /// <summary>1 where the largest is taken, −1 where the smallest.</summary>
    public float Sign;

    public int OwnIsFirst;

    public static void Run(SelectedOfPair kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.RowSize;
            var inRow = (int)(i - (row * kernel.RowSize));
            var own = RepeatedValues<float>.At(kernel.Own, row, inRow) * kernel.Sign;
            var other = RepeatedValues<float>.At(kernel.Other, row, inRow) * kernel.Sign;
            var isKept = kernel.OwnIsFirst != 0 ? other <= own : own > other;
            kernel.Result[i] = isKept ? kernel.Gradient[i] : 0f;
        }
    }
}

/// <summary>Sums a gradient in the result's shape over the axes along which an operand was repeated: lanes of a group sum for one value of it.</summary>
internal struct RepeatedSums : IGpuKernel<RepeatedSums>
{
    public ArrayView<float> Gradient;
    public ArrayView<float> Result;

    /// <summary>Values of the operand, all rows.</summary>
    public long Count;

    /// <summary>Values of the operand a row.</summary>
    public int InputSize;

    /// <summary>Values of the result a row.</summary>
    public int RowSize;

    /// <summary>From a value of the operand to the first place of the result where it stands.</summary>
    public AxisMap Own;

    /// <summary>From a repetition to its distance there.</summary>
    public AxisMap Repetitions;

    public int Times;
    public int Lanes;

    public static void Run(RepeatedSums kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var at = RowOfThread.Row(kernel.Lanes);
        var sum = 0f;
        if (at < kernel.Count)
        {
            var row = at / kernel.InputSize;
            var begin = (row * kernel.RowSize) + AxisMap.Offset(kernel.Own, (int)(at - (row * kernel.InputSize)));
            for (var i = RowOfThread.Lane(kernel.Lanes); i < kernel.Times; i += kernel.Lanes)
                sum += kernel.Gradient[begin + AxisMap.Offset(kernel.Repetitions, i)];
        }
        sum = Kernels.Lanes.Sum(sum, kernel.Lanes, shared);
        if (at < kernel.Count & RowOfThread.Lane(kernel.Lanes) == 0)
            kernel.Result[at] = sum;
    }
}
