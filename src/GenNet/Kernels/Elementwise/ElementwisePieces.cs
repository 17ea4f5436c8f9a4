using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>A function of each value by itself, over all rows and on all threads. Derivatives are taken from the input.</summary>
internal static unsafe class ElementwisePieces
{
    private const int PieceSize = 16 * 1024;

    /// <summary><c>output[i] = f(input[i])</c>.</summary>
    public static void Forward<TFunction>(in Pass pass, int rowSize, TensorRef input, TensorRef output)
        where TFunction : struct, IActivationFunction
    {
        var pieces = new Pieces<TFunction> { Value = input.Pointer, Result = output.Pointer, Split = Split(pass, rowSize) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    /// <summary><c>inputGradient[i] = outputGradient[i] · f′(input[i])</c>; nothing if nobody wants it.</summary>
    public static void Backward<TFunction>(in Pass pass, int rowSize, TensorRef input, TensorRef outputGradient, TensorRef inputGradient)
        where TFunction : struct, IActivationFunction
    {
        if (inputGradient.IsNone)
            return;
        var pieces = new Pieces<TFunction> { Value = input.Pointer, OutputGradient = outputGradient.Pointer, Result = inputGradient.Pointer, Split = Split(pass, rowSize) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    private static WorkSplit Split(in Pass pass, int rowSize) => new((nint)pass.Rows * rowSize, 1, PieceSize);

    private struct Pieces<TFunction> : IParallelBody
        where TFunction : struct, IActivationFunction
    {
        public float* Value;
        public float* OutputGradient;
        public float* Result;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            if (OutputGradient == null)
                Elementwise.Forward<TFunction>(Value + start, Result + start, count);
            else
                Elementwise.Backward<TFunction>(Value + start, OutputGradient + start, Result + start, count);
        }
    }
}
