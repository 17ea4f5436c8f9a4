using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of an ActivityRegularization layer.</summary>
public interface IActivityRegularizationShape
{
    /// <summary>Values a row; at most, where the length is known at run time only.</summary>
    static abstract int RowSize { get; }

    /// <summary>The bound of the first axis, where that is the model's length at run time; else 0.</summary>
    static abstract int LargestLength { get; }

    /// <summary>Weight of the values' magnitudes.</summary>
    static abstract float L1 { get; }

    /// <summary>Weight of the values' squares.</summary>
    static abstract float L2 { get; }
}

/// <summary>Activity regularization on the CPU: the penalty goes to the pass, its gradient to the input's where the pass counts penalties.</summary>
public static unsafe class ActivityRegularizationKernel<TShape>
    where TShape : struct, IActivityRegularizationShape
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Inference: the values as they are.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => Values.Copy<float>(pass, input, output, RowSizeOf(pass));

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output)
    {
        Forward(pass, input, output);
        var sums = new PenaltySums { Values = input.Pointer, Split = new((nint)pass.Rows * RowSizeOf(pass), 1, ParallelPiece) };
        // A sum of magnitudes and one of squares of each piece, added in the pieces' order whoever did them.
        sums.Sums = (double*)Scratch.Take(ScratchUse.Partials, 4 * sums.Split.Pieces);
        sums.Split.Run(pass.Workers, ref sums);
        double magnitudes = 0, squares = 0;
        for (var piece = 0; piece < sums.Split.Pieces; piece++)
        {
            magnitudes += sums.Sums[2 * piece];
            squares += sums.Sums[(2 * piece) + 1];
        }
        pass.AddPenalty(((TShape.L1 * magnitudes) + (TShape.L2 * squares)) / pass.Rows);
    }

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        Values.Copy<float>(pass, outputGradient, inputGradient, RowSizeOf(pass));
        if (!pass.CountsPenalties)
            return;
        var gradients = new PenaltyGradients
        {
            Values = input.Pointer,
            Gradient = inputGradient.Pointer,
            L1 = TShape.L1 / pass.Rows,
            L2 = 2 * TShape.L2 / pass.Rows,
            Split = new((nint)pass.Rows * RowSizeOf(pass), 1, ParallelPiece),
        };
        gradients.Split.Run(pass.Workers, ref gradients);
    }

    private static int RowSizeOf(in Pass pass) => TShape.LargestLength == 0 ? TShape.RowSize : TShape.RowSize / TShape.LargestLength * pass.Length;

    private struct PenaltySums : IParallelBody
    {
        private const int Together = 1024;

        public float* Values;
        public double* Sums;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            double magnitudes = 0, squares = 0;
            for (var first = start; first < start + count; first += Together)
            {
                var values = new ReadOnlySpan<float>(Values + first, (int)Math.Min(Together, start + count - first));
                magnitudes += TensorPrimitives.SumOfMagnitudes(values);
                squares += TensorPrimitives.SumOfSquares(values);
            }
            (Sums[2 * index], Sums[(2 * index) + 1]) = (magnitudes, squares);
        }
    }

    private struct PenaltyGradients : IParallelBody
    {
        public float* Values;
        public float* Gradient;
        public float L1;
        public float L2;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var i = start; i < start + count; i++)
                Gradient[i] += (L1 * MathF.Sign(Values[i])) + (L2 * Values[i]);
        }
    }
}
