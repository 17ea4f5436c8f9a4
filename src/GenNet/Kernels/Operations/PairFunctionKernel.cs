using System.Numerics.Tensors;
using GenNet.Elements;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a function of the elements of two tensors, or of one and a number.</summary>
public interface IPairFunctionShape : IBroadcastShape
{
    /// <summary>Which function.</summary>
    static abstract PairFunction Function { get; }

    /// <summary>Whether there is a number in place of one tensor.</summary>
    static abstract bool HasConstant { get; }

    /// <summary>The number.</summary>
    static abstract float Constant { get; }

    /// <summary>Whether it comes first.</summary>
    static abstract bool ConstantIsFirst { get; }
}

/// <summary>A function of the elements of two tensors on the CPU; conditions are bytes.</summary>
public static unsafe class PairFunctionKernel<TShape>
    where TShape : struct, IPairFunctionShape
{
    private const int ParallelPiece = 8 * 1024;

    private static bool IsCondition => TShape.Function >= PairFunction.Greater;

    private static bool IsLogical => TShape.Function >= PairFunction.LogicalAnd;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output)
    {
        var pieces = new Pieces { First = inputs[0], Second = inputs[^1], Output = output, Split = Split(pass) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients; conditions have none.</summary>
    public static void Backward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output, TensorRef outputGradient, ReadOnlySpan<TensorRef> inputGradients)
    {
        for (var input = 0; input < inputs.Length; input++)
        {
            if (inputGradients[input].IsNone)
                continue;
            var pieces = new Pieces
            {
                First = inputs[0], Second = inputs[^1], OutputGradient = outputGradient.Pointer, InputGradient = inputGradients[input].Pointer, Input = input, Split = Split(pass),
            };
            pieces.Split.Run(pass.Workers, ref pieces);
        }
    }

    private static WorkSplit Split(in Pass pass) => new((nint)pass.Rows * TShape.RowSize, TShape.RowSize, ParallelPiece);

    private struct Pieces : IParallelBody
    {
        public TensorRef First;
        public TensorRef Second;
        public TensorRef Output;
        public float* OutputGradient;
        public float* InputGradient;
        public int Input;
        public WorkSplit Split;

        // The tensors' places among the inputs: of one tensor beside a number, both are the same.
        private static int PlaceOfSecond => TShape.HasConstant ? 0 : 1;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var row = start / TShape.RowSize; row < (start + count) / TShape.RowSize; row++)
            {
                if (OutputGradient == null)
                    Forward(row);
                else
                    Backward(row);
            }
        }

        private readonly void Forward(nint row)
        {
            if (!IsCondition && Vectors(row))
                return;
            for (var line = 0; line < Broadcasting<TShape>.Lines; line++)
            {
                var (first, second) = (OffsetOf(row, 0, line), OffsetOf(row, PlaceOfSecond, line));
                var (firstStep, secondStep) = (StepOf(0), StepOf(PlaceOfSecond));
                var at = (row * TShape.RowSize) + ((nint)line * Broadcasting<TShape>.LineSize);
                for (nint i = 0; i < Broadcasting<TShape>.LineSize; i++)
                {
                    var value = ElementFunctions.Of(TShape.Function, FirstAt(first + (i * firstStep)), SecondAt(second + (i * secondStep)));
                    if (IsCondition)
                        ((byte*)Output.Pointer)[at + i] = value != 0 ? (byte)1 : (byte)0;
                    else
                        Output.Pointer[at + i] = value;
                }
            }
        }

        private readonly void Backward(nint row)
        {
            new Span<float>(InputGradient + (row * TShape.InputSizes[Input]), TShape.InputSizes[Input]).Clear();
            var byFirst = TShape.HasConstant ? !TShape.ConstantIsFirst : Input == 0;
            for (var line = 0; line < Broadcasting<TShape>.Lines; line++)
            {
                var (first, second, own) = (OffsetOf(row, 0, line), OffsetOf(row, PlaceOfSecond, line), OffsetOf(row, Input, line));
                var (firstStep, secondStep, ownStep) = (StepOf(0), StepOf(PlaceOfSecond), StepOf(Input));
                var gradient = OutputGradient + (row * TShape.RowSize) + ((nint)line * Broadcasting<TShape>.LineSize);
                for (nint i = 0; i < Broadcasting<TShape>.LineSize; i++)
                {
                    var (a, b) = (FirstAt(first + (i * firstStep)), SecondAt(second + (i * secondStep)));
                    InputGradient[own + (i * ownStep)] += gradient[i] * (byFirst ? ElementFunctions.DerivativeByFirst(TShape.Function, a, b) : ElementFunctions.DerivativeBySecond(TShape.Function, a, b));
                }
            }
        }

        // Sums and products with a number, and of tensors of one shape.
        private readonly bool Vectors(nint row)
        {
            if (!TShape.HasConstant && (!Broadcasting<TShape>.IsWhole(0) || !Broadcasting<TShape>.IsWhole(1)))
                return false;
            var output = new Span<float>(Output.Pointer + (row * TShape.RowSize), TShape.RowSize);
            var first = new ReadOnlySpan<float>(First.Pointer + (row * TShape.RowSize), TShape.RowSize);
            if (!TShape.HasConstant)
            {
                if (TShape.Function != PairFunction.Divide)
                    return false;
                TensorPrimitives.Divide(first, new ReadOnlySpan<float>(Second.Pointer + (row * TShape.RowSize), TShape.RowSize), output);
                return true;
            }
            switch (TShape.Function)
            {
                case PairFunction.Add: TensorPrimitives.Add(first, TShape.Constant, output); return true;
                case PairFunction.Multiply: TensorPrimitives.Multiply(first, TShape.Constant, output); return true;
                case PairFunction.Subtract when TShape.ConstantIsFirst: TensorPrimitives.Subtract(TShape.Constant, first, output); return true;
                case PairFunction.Subtract: TensorPrimitives.Subtract(first, TShape.Constant, output); return true;
                case PairFunction.Divide when TShape.ConstantIsFirst: TensorPrimitives.Divide(TShape.Constant, first, output); return true;
                case PairFunction.Divide: TensorPrimitives.Divide(first, TShape.Constant, output); return true;
                default: return false;
            }
        }

        private static nint OffsetOf(nint row, int input, int line) => (row * TShape.InputSizes[input]) + Broadcasting<TShape>.InputOffset(input, line);

        private static nint StepOf(int input) => Broadcasting<TShape>.IsRepeated(input) ? 0 : 1;

        private readonly float FirstAt(nint at) => TShape.HasConstant && TShape.ConstantIsFirst ? TShape.Constant : ValueAt(First, at);

        private readonly float SecondAt(nint at) => TShape.HasConstant && !TShape.ConstantIsFirst ? TShape.Constant : ValueAt(Second, at);

        private static float ValueAt(TensorRef tensor, nint at) => IsLogical ? ((byte*)tensor.Pointer)[at] : tensor.Pointer[at];
    }
}
