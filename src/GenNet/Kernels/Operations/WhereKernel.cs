using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a choice between two values by a condition.</summary>
public interface IWhereShape : IBroadcastShape
{
    /// <summary>Whether the first value is a number.</summary>
    static abstract bool FirstIsNumber { get; }

    /// <summary>Whether the second value is a number.</summary>
    static abstract bool SecondIsNumber { get; }

    /// <summary>That number.</summary>
    static abstract float First { get; }

    /// <summary>That number.</summary>
    static abstract float Second { get; }
}

/// <summary>A choice between two values by a condition on the CPU: inputs are the condition, bytes, and the values that are no numbers.</summary>
public static unsafe class WhereKernel<TShape>
    where TShape : struct, IWhereShape
{
    private const int ParallelPiece = 8 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output)
    {
        var pieces = new Pieces { Condition = (byte*)inputs[0].Pointer, First = inputs[PlaceOfFirst].Pointer, Second = inputs[PlaceOfSecond].Pointer, Output = output.Pointer, Split = Split(pass) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients of the values; the condition has none.</summary>
    public static void Backward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output, TensorRef outputGradient, ReadOnlySpan<TensorRef> inputGradients)
    {
        for (var input = 1; input < inputs.Length; input++)
        {
            if (inputGradients[input].IsNone)
                continue;
            var pieces = new Pieces
            {
                Condition = (byte*)inputs[0].Pointer, OutputGradient = outputGradient.Pointer, InputGradient = inputGradients[input].Pointer, Input = input,
                IsFirst = !TShape.FirstIsNumber && input == 1, Split = Split(pass),
            };
            pieces.Split.Run(pass.Workers, ref pieces);
        }
    }

    // Of a number the condition stands there, and isn't looked at.
    private static int PlaceOfFirst => TShape.FirstIsNumber ? 0 : 1;

    private static int PlaceOfSecond => TShape.SecondIsNumber ? 0 : PlaceOfFirst + 1;

    private static WorkSplit Split(in Pass pass) => new((nint)pass.Rows * TShape.RowSize, TShape.RowSize, ParallelPiece);

    private struct Pieces : IParallelBody
    {
        public byte* Condition;
        public float* First;
        public float* Second;
        public float* Output;
        public float* OutputGradient;
        public float* InputGradient;
        public int Input;
        public bool IsFirst;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var row = start / TShape.RowSize; row < (start + count) / TShape.RowSize; row++)
            {
                if (OutputGradient != null)
                    new Span<float>(InputGradient + (row * TShape.InputSizes[Input]), TShape.InputSizes[Input]).Clear();
                for (var line = 0; line < Broadcasting<TShape>.Lines; line++)
                    Line(row, line);
            }
        }

        private readonly void Line(nint row, int line)
        {
            var (condition, conditionStep) = (OffsetOf(row, 0, line), StepOf(0));
            var (first, firstStep) = (OffsetOf(row, PlaceOfFirst, line), StepOf(PlaceOfFirst));
            var (second, secondStep) = (OffsetOf(row, PlaceOfSecond, line), StepOf(PlaceOfSecond));
            var (own, ownStep) = (OffsetOf(row, Input, line), StepOf(Input));
            var at = (row * TShape.RowSize) + ((nint)line * Broadcasting<TShape>.LineSize);
            for (nint i = 0; i < Broadcasting<TShape>.LineSize; i++)
            {
                var holds = Condition[condition + (i * conditionStep)] != 0;
                if (OutputGradient != null)
                    InputGradient[own + (i * ownStep)] += holds == IsFirst ? OutputGradient[at + i] : 0;
                else if (holds)
                    Output[at + i] = TShape.FirstIsNumber ? TShape.First : First[first + (i * firstStep)];
                else
                    Output[at + i] = TShape.SecondIsNumber ? TShape.Second : Second[second + (i * secondStep)];
            }
        }

        private static nint OffsetOf(nint row, int input, int line) => (row * TShape.InputSizes[input]) + Broadcasting<TShape>.InputOffset(input, line);

        private static nint StepOf(int input) => Broadcasting<TShape>.IsRepeated(input) ? 0 : 1;
    }
}
