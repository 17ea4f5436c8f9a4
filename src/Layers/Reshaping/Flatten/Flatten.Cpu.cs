using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Flatten layer that moves the channels last.</summary>
public interface IFlattenShape
{
    /// <summary>Number of channels.</summary>
    static abstract int Channels { get; }

    /// <summary>Values a channel.</summary>
    static abstract int Positions { get; }

    /// <summary>Bytes of a value.</summary>
    static abstract int ElementSize { get; }
}

/// <summary>Flattening of channels-first input on the CPU: each row is transposed. Of channels-last input nothing is to do.</summary>
public static unsafe class FlattenKernel<TShape>
    where TShape : struct, IFlattenShape
{
    private const int ParallelPiece = 16 * 1024;

    private static int RowSize => TShape.Channels * TShape.Positions;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        switch (TShape.ElementSize)
        {
            case 1: Transpose<byte>(pass, input, output, TShape.Channels, TShape.Positions); break;
            case 8: Transpose<long>(pass, input, output, TShape.Channels, TShape.Positions); break;
            default: Transpose<float>(pass, input, output, TShape.Channels, TShape.Positions); break;
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Transpose<float>(pass, outputGradient, inputGradient, TShape.Positions, TShape.Channels);
    }

    private static void Transpose<T>(in Pass pass, TensorRef from, TensorRef to, int rows, int columns)
        where T : unmanaged
    {
        var matrices = new Matrices<T>
        {
            From = (T*)from.Pointer,
            To = (T*)to.Pointer,
            Rows = rows,
            Columns = columns,
            Split = new((nint)pass.Rows * RowSize, RowSize, ParallelPiece),
        };
        matrices.Split.Run(pass.Workers, ref matrices);
    }

    private struct Matrices<T> : IParallelBody
        where T : unmanaged
    {
        private const int Tile = 16;

        public T* From;
        public T* To;
        public int Rows;
        public int Columns;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var matrix = start; matrix < start + count; matrix += RowSize)
            {
                for (var row = 0; row < Rows; row += Tile)
                {
                    for (var column = 0; column < Columns; column += Tile)
                        TransposeTile(From + matrix, To + matrix, row, column);
                }
            }
        }

        private readonly void TransposeTile(T* from, T* to, int row, int column)
        {
            for (var r = row; r < Math.Min(row + Tile, Rows); r++)
            {
                for (var c = column; c < Math.Min(column + Tile, Columns); c++)
                    to[((nint)c * Rows) + r] = from[((nint)r * Columns) + c];
            }
        }
    }
}
