using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of vectors that are divided by their length.</summary>
public interface IUnitLengthShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>Size of a vector.</summary>
    static abstract int Depth { get; }

    /// <summary>Distance of neighbours in it.</summary>
    static abstract int Inner { get; }
}

/// <summary>Vectors divided by their length, on the CPU.</summary>
public static unsafe class UnitLengthKernel<TShape>
    where TShape : struct, IUnitLengthShape
{
    private const int ParallelPiece = 8 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        var pieces = new Pieces { Input = input.Pointer, Output = output.Pointer, Split = Split(pass) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var pieces = new Pieces { Input = input.Pointer, Output = output.Pointer, OutputGradient = outputGradient.Pointer, InputGradient = inputGradient.Pointer, Split = Split(pass) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    private static WorkSplit Split(in Pass pass) => new((nint)pass.Rows * TShape.RowSize, TShape.Depth * TShape.Inner, ParallelPiece);

    private struct Pieces : IParallelBody
    {
        public float* Input;
        public float* Output;
        public float* OutputGradient;
        public float* InputGradient;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var vectors = new UnitLength(TShape.Depth, TShape.Inner);
            if (OutputGradient == null)
                vectors.Forward(Input + start, Output + start, count);
            else
                vectors.Backward(Input + start, Output + start, OutputGradient + start, InputGradient + start, count);
        }
    }
}
