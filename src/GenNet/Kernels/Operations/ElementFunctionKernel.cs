using GenNet.Elements;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a function of each element.</summary>
public interface IElementFunctionShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>Which function.</summary>
    static abstract ElementFunction Function { get; }

    /// <summary>The first number that it is given.</summary>
    static abstract float First { get; }

    /// <summary>The second.</summary>
    static abstract float Second { get; }
}

/// <summary>A function of each element on the CPU.</summary>
public static unsafe class ElementFunctionKernel<TShape>
    where TShape : struct, IElementFunctionShape
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
        var pieces = new Pieces
        {
            Input = input.Pointer, Output = output.Pointer, OutputGradient = outputGradient.Pointer, InputGradient = inputGradient.Pointer, Split = Split(pass),
        };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    private static WorkSplit Split(in Pass pass) => new((nint)pass.Rows * TShape.RowSize, 1, ParallelPiece);

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
            if (OutputGradient != null)
            {
                for (var i = start; i < start + count; i++)
                    InputGradient[i] = OutputGradient[i] * ElementFunctions.Derivative(TShape.Function, Input[i], Output[i], TShape.First, TShape.Second);
            }
            else if (ElementVectors<TShape>.Has)
            {
                ElementVectors<TShape>.Forward(Input + start, Output + start, count);
            }
            else
            {
                for (var i = start; i < start + count; i++)
                    Output[i] = ElementFunctions.Of(TShape.Function, Input[i], TShape.First, TShape.Second);
            }
        }
    }
}
