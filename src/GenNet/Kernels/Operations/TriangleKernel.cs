using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of matrices of which one side of a diagonal is kept.</summary>
public interface ITriangleShape
{
    /// <summary>Values a row of the batch.</summary>
    static abstract int RowSize { get; }

    /// <summary>Rows of a matrix.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of a matrix.</summary>
    static abstract int Columns { get; }

    /// <summary>Whether what lies above the diagonal is kept, and not what lies below.</summary>
    static abstract bool IsUpper { get; }

    /// <summary>How far the diagonal lies right of the main one.</summary>
    static abstract int Diagonal { get; }
}

/// <summary>Matrices with 0 on one side of a diagonal, on the CPU.</summary>
public static unsafe class TriangleKernel<TShape>
    where TShape : struct, ITriangleShape
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        var lines = new Lines { Input = input.Pointer, Output = output.Pointer, Split = new((nint)pass.Rows * TShape.RowSize, TShape.Columns, ParallelPiece) };
        lines.Split.Run(pass.Workers, ref lines);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients: 0 where the output is.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Forward(pass, outputGradient, inputGradient);
    }

    private struct Lines : IParallelBody
    {
        public float* Input;
        public float* Output;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var line = start / TShape.Columns; line < (start + count) / TShape.Columns; line++)
            {
                var output = new Span<float>(Output + (line * TShape.Columns), TShape.Columns);
                new ReadOnlySpan<float>(Input + (line * TShape.Columns), TShape.Columns).CopyTo(output);
                var diagonal = (int)(line % TShape.Rows) + TShape.Diagonal;
                if (TShape.IsUpper)
                    output[..Math.Clamp(diagonal, 0, TShape.Columns)].Clear();
                else
                    output[Math.Clamp(diagonal + 1, 0, TShape.Columns)..].Clear();
            }
        }
    }
}
