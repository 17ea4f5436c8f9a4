using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of an Add layer, or of <c>a + b</c>.</summary>
public interface IAddShape
{
    /// <summary>Output values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>Values a row of each input.</summary>
    static abstract ReadOnlySpan<int> InputSizes { get; }

    /// <summary>The output's axes, merged where all inputs behave alike.</summary>
    static abstract ReadOnlySpan<int> Dimensions { get; }

    /// <summary>Of each input in turn, the distance of neighbours along each of <see cref="Dimensions"/>; 0 where it is repeated.</summary>
    static abstract ReadOnlySpan<int> Strides { get; }
}

/// <summary>The sum of several inputs on the CPU.</summary>
public static unsafe class AddKernel<TShape>
    where TShape : struct, IAddShape
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output)
    {
        fixed (TensorRef* pointers = inputs)
        {
            var pieces = new Pieces { Inputs = pointers, InputCount = inputs.Length, Output = output.Pointer, Split = Split(pass) };
            pieces.Split.Run(pass.Workers, ref pieces);
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output, TensorRef outputGradient, ReadOnlySpan<TensorRef> inputGradients)
    {
        fixed (TensorRef* pointers = inputGradients)
        {
            var pieces = new Pieces
            {
                Inputs = pointers,
                InputCount = inputGradients.Length,
                OutputGradient = outputGradient.Pointer,
                Split = Split(pass),
            };
            pieces.Split.Run(pass.Workers, ref pieces);
        }
    }

    private static WorkSplit Split(in Pass pass) => new((nint)pass.Rows * TShape.RowSize, TShape.RowSize, ParallelPiece);

    private static bool IsWhole(int input) => TShape.InputSizes[input] == TShape.RowSize;

    private struct Pieces : IParallelBody
    {
        public TensorRef* Inputs;
        public int InputCount;
        public float* Output;
        public float* OutputGradient;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var row = start / TShape.RowSize;
            var rows = (int)(count / TShape.RowSize);
            for (var input = 0; input < InputCount; input++)
            {
                if (Inputs[input].IsNone)
                    continue;
                var values = Inputs[input].Pointer + (row * TShape.InputSizes[input]);
                if (OutputGradient == null)
                    AddInput(input, values, Output + start, rows);
                else
                    Gradient(input, OutputGradient + start, values, rows);
            }
        }

        private static void AddInput(int input, float* values, float* output, int rows)
        {
            var sum = new Span<float>(output, rows * TShape.RowSize);
            if (input == 0 && !IsWhole(0))
                sum.Clear();
            if (!IsWhole(input))
            {
                for (var row = 0; row < rows; row++)
                    Broadcasting<TShape>.Add(input, values + ((nint)row * TShape.InputSizes[input]), output + ((nint)row * TShape.RowSize));
                return;
            }
            var whole = new ReadOnlySpan<float>(values, sum.Length);
            if (input == 0)
                whole.CopyTo(sum);
            else
                TensorPrimitives.Add(sum, whole, sum);
        }

        private static void Gradient(int input, float* outputGradient, float* inputGradient, int rows)
        {
            var result = new Span<float>(inputGradient, rows * TShape.InputSizes[input]);
            if (IsWhole(input))
            {
                new ReadOnlySpan<float>(outputGradient, result.Length).CopyTo(result);
                return;
            }
            result.Clear();
            for (var row = 0; row < rows; row++)
                Broadcasting<TShape>.AddBack(input, outputGradient + ((nint)row * TShape.RowSize), inputGradient + ((nint)row * TShape.InputSizes[input]));
        }
    }
}
