using GenNet.Elements;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a function of whole numbers of two tensors, or of one and a number.</summary>
public interface IWholeFunctionShape : IBroadcastShape
{
    /// <summary>Which function.</summary>
    static abstract PairFunction Function { get; }

    /// <summary>Whether there is a number in place of one tensor.</summary>
    static abstract bool HasConstant { get; }

    /// <summary>The number.</summary>
    static abstract long Constant { get; }

    /// <summary>Whether it comes first.</summary>
    static abstract bool ConstantIsFirst { get; }

    /// <summary>Whether numbers have 64 bits, and not 32.</summary>
    static abstract bool IsInt64 { get; }
}

/// <summary>A function of whole numbers of two tensors on the CPU, exact; conditions are bytes. There are no gradients.</summary>
public static unsafe class WholeFunctionKernel<TShape>
    where TShape : struct, IWholeFunctionShape
{
    private const int ParallelPiece = 8 * 1024;

    private static bool IsCondition => TShape.Function >= PairFunction.Greater;

    // The tensors' places among the inputs: of one tensor beside a number, both are the same.
    private static int PlaceOfSecond => TShape.HasConstant ? 0 : 1;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output)
    {
        var split = new WorkSplit((nint)pass.Rows * TShape.RowSize, TShape.RowSize, ParallelPiece);
        var pieces = new Pieces { First = inputs[0].Pointer, Second = inputs[^1].Pointer, Output = output.Pointer, Split = split };
        split.Run(pass.Workers, ref pieces);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => Forward(pass, inputs, output);

    private struct Pieces : IParallelBody
    {
        public void* First;
        public void* Second;
        public void* Output;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var row = start / TShape.RowSize; row < (start + count) / TShape.RowSize; row++)
            {
                for (var line = 0; line < Broadcasting<TShape>.Lines; line++)
                    Line(row, line);
            }
        }

        private readonly void Line(nint row, int line)
        {
            var (first, second) = (OffsetOf(row, 0, line), OffsetOf(row, PlaceOfSecond, line));
            var (firstStep, secondStep) = (StepOf(0), StepOf(PlaceOfSecond));
            var at = (row * TShape.RowSize) + ((nint)line * Broadcasting<TShape>.LineSize);
            for (nint i = 0; i < Broadcasting<TShape>.LineSize; i++)
            {
                var a = TShape.HasConstant && TShape.ConstantIsFirst ? TShape.Constant : ValueAt(First, first + (i * firstStep));
                var b = TShape.HasConstant && !TShape.ConstantIsFirst ? TShape.Constant : ValueAt(Second, second + (i * secondStep));
                var value = WholeFunctions.Of(TShape.Function, a, b);
                if (IsCondition)
                    ((byte*)Output)[at + i] = (byte)value;
                else if (TShape.IsInt64)
                    ((long*)Output)[at + i] = value;
                else
                    ((int*)Output)[at + i] = (int)value;
            }
        }

        private static long ValueAt(void* values, nint at) => TShape.IsInt64 ? ((long*)values)[at] : ((int*)values)[at];

        private static nint OffsetOf(nint row, int input, int line) => (row * TShape.InputSizes[input]) + Broadcasting<TShape>.InputOffset(input, line);

        private static nint StepOf(int input) => Broadcasting<TShape>.IsRepeated(input) ? 0 : 1;
    }
}
