using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Whole numbers of 32 bits or of 64, read and written in words of 32: places of values are multiples of four bytes, and a device reads eight bytes only where they are aligned.
/// </summary>
[GpuKernel]
internal static class WholeNumbers
{
    /// <summary>Number <paramref name="index"/>.</summary>
    /// <param name="words">All words.</param>
    /// <param name="index">Which number.</param>
    /// <param name="perNumber">Words of a number: 1 or 2.</param>
    public static long At(ArrayView<int> words, long index, int perNumber)
    {
        var low = words[index * perNumber];
        return perNumber == 1 ? low : ((long)words[(index * 2) + 1] << 32) | (uint)low;
    }

    /// <summary>Puts a number there.</summary>
    public static void Put(ArrayView<int> words, long index, int perNumber, long value)
    {
        words[index * perNumber] = (int)value;
        if (perNumber == 2)
            words[(index * 2) + 1] = (int)(value >> 32);
    }
}

/// <summary>A function of whole numbers of two operands, or of one and a number.</summary>
internal struct WholePairs : IGpuKernel<WholePairs>
{
    public ArrayView<int> First;
    public ArrayView<int> Second;
    public ArrayView<int> Output;

    /// <summary>The result where it is a condition.</summary>
    public ArrayView<byte> Condition;

    public AxisMap FirstMap;
    public AxisMap SecondMap;
    public int FirstRowSize;
    public int SecondRowSize;
    public long Constant;

    /// <summary>1 where the number stands in place of the first operand, 2 of the second, 0 without one.</summary>
    public int ConstantPlace;

    public PairFunction Function;
    public int IsCondition;
    public int Words;
    public int RowSize;
    public long Count;

    public static void Run(WholePairs kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.RowSize;
            var inRow = (int)(i - (row * kernel.RowSize));
            var a = kernel.ConstantPlace == 1 ? kernel.Constant : WholeNumbers.At(kernel.First, (row * kernel.FirstRowSize) + AxisMap.Offset(kernel.FirstMap, inRow), kernel.Words);
            var b = kernel.ConstantPlace == 2 ? kernel.Constant : WholeNumbers.At(kernel.Second, (row * kernel.SecondRowSize) + AxisMap.Offset(kernel.SecondMap, inRow), kernel.Words);
            var value = DevicePairFunctions.Of(kernel.Function, a, b);
            if (kernel.IsCondition != 0)
                kernel.Condition[i] = value != 0 ? (byte)1 : (byte)0;
            else
                WholeNumbers.Put(kernel.Output, i, kernel.Words, value);
        }
    }
}
