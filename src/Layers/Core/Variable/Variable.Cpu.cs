using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a use of a model's own weight.</summary>
public interface IVariableShape
{
    /// <summary>Its values.</summary>
    static abstract int Size { get; }
}

/// <summary>A model's own weight on the CPU: the same in each row.</summary>
public static unsafe class VariableKernel<TShape>
    where TShape : struct, IVariableShape
{
    // Of the gradient, columns that one thread sums.
    private const int Columns = 256;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef value, TensorRef output)
    {
        var from = new ReadOnlySpan<float>(value.Pointer, TShape.Size);
        for (var row = 0; row < pass.Rows; row++)
            from.CopyTo(new Span<float>(output.Pointer + ((nint)row * TShape.Size), TShape.Size));
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef value, TensorRef output) => Forward(pass, value, output);

    /// <summary>Gradient: the sum over the rows, in their order.</summary>
    public static void Backward(in Pass pass, TensorRef value, TensorRef output, TensorRef outputGradient, TensorRef valueGradient)
    {
        if (valueGradient.IsNone)
            return;
        var pieces = new Pieces { Rows = pass.Rows, From = outputGradient.Pointer, Into = valueGradient.Pointer, Split = new(TShape.Size, 1, Columns) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    private struct Pieces : IParallelBody
    {
        public int Rows;
        public float* From;
        public float* Into;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var sum = new Span<float>(Into + start, (int)count);
            for (var row = 0; row < Rows; row++)
                TensorPrimitives.Add(sum, new ReadOnlySpan<float>(From + ((nint)row * TShape.Size) + start, sum.Length), sum);
        }
    }
}
