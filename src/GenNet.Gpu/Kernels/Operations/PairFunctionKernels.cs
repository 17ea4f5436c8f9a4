using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Two operands in the shape of a result, or one of them and a number.</summary>
internal struct PairOperands
{
    public RepeatedValues<float> First;
    public RepeatedValues<float> Second;
    public int RowSize;

    /// <summary>The number, where there is one.</summary>
    public float Constant;

    /// <summary>1 where the number stands in place of the first operand, 2 of the second, 0 without one.</summary>
    public int ConstantPlace;

    /// <summary>The first one's value for one of the result.</summary>
    [GpuKernel]
    public static float FirstAt(PairOperands operands, long row, int inRow) => operands.ConstantPlace == 1 ? operands.Constant : RepeatedValues<float>.At(operands.First, row, inRow);

    /// <summary>The second one's.</summary>
    [GpuKernel]
    public static float SecondAt(PairOperands operands, long row, int inRow) => operands.ConstantPlace == 2 ? operands.Constant : RepeatedValues<float>.At(operands.Second, row, inRow);
}

/// <summary><c>output = f(a, b)</c>.</summary>
internal struct PairFunctionForward : IGpuKernel<PairFunctionForward>
{
    public PairOperands Operands;
    public ArrayView<float> Output;
    public PairFunction Function;
    public long Count;

    public static void Run(PairFunctionForward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.Operands.RowSize;
            var inRow = (int)(i - (row * kernel.Operands.RowSize));
            kernel.Output[i] = DevicePairFunctions.Of(kernel.Function, PairOperands.FirstAt(kernel.Operands, row, inRow), PairOperands.SecondAt(kernel.Operands, row, inRow));
        }
    }
}

/// <summary>The same of a condition: a byte an element.</summary>
internal struct PairComparison : IGpuKernel<PairComparison>
{
    public PairOperands Operands;
    public ArrayView<byte> Output;
    public PairFunction Function;
    public long Count;

    public static void Run(PairComparison kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.Operands.RowSize;
            var inRow = (int)(i - (row * kernel.Operands.RowSize));
            var holds = DevicePairFunctions.Holds(kernel.Function, PairOperands.FirstAt(kernel.Operands, row, inRow), PairOperands.SecondAt(kernel.Operands, row, inRow));
            kernel.Output[i] = holds ? (byte)1 : (byte)0;
        }
    }
}

/// <summary>A gradient in the result's shape: <c>g · ∂f(a, b)</c> by one of the operands.</summary>
internal struct PairFunctionBackward : IGpuKernel<PairFunctionBackward>
{
    public PairOperands Operands;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> Result;
    public PairFunction Function;

    /// <summary>1 for the derivative by the first, else 0.</summary>
    public int IsByFirst;

    public long Count;

    public static void Run(PairFunctionBackward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.Operands.RowSize;
            var inRow = (int)(i - (row * kernel.Operands.RowSize));
            var a = PairOperands.FirstAt(kernel.Operands, row, inRow);
            var b = PairOperands.SecondAt(kernel.Operands, row, inRow);
            var derivative = kernel.IsByFirst != 0 ? DevicePairFunctions.DerivativeByFirst(kernel.Function, a, b) : DevicePairFunctions.DerivativeBySecond(kernel.Function, a, b);
            kernel.Result[i] = kernel.OutputGradient[i] * derivative;
        }
    }
}

/// <summary>A condition of two conditions.</summary>
internal struct PairLogic : IGpuKernel<PairLogic>
{
    public RepeatedValues<byte> First;
    public RepeatedValues<byte> Second;
    public ArrayView<byte> Output;
    public PairFunction Function;
    public int RowSize;
    public long Count;

    public static void Run(PairLogic kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.RowSize;
            var inRow = (int)(i - (row * kernel.RowSize));
            var holds = DevicePairFunctions.Holds(kernel.Function, RepeatedValues<byte>.At(kernel.First, row, inRow) != 0, RepeatedValues<byte>.At(kernel.Second, row, inRow) != 0);
            kernel.Output[i] = holds ? (byte)1 : (byte)0;
        }
    }
}
