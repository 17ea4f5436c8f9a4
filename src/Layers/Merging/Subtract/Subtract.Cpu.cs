using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Subtract layer, or of <c>a - b</c>.</summary>
public interface ISubtractShape : IBroadcastShape;

/// <summary>The difference of two inputs on the CPU.</summary>
public static unsafe class SubtractKernel<TShape>
    where TShape : struct, ISubtractShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => BroadcastPieces<TShape>.Forward<Subtracting>(pass, inputs, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output, TensorRef outputGradient, ReadOnlySpan<TensorRef> inputGradients) =>
        BroadcastPieces<TShape>.Backward<Gradient>(pass, inputs, outputGradient, inputGradients);

    private readonly struct Gradient : IBroadcastGradient<TShape>
    {
        public static void Backward(int input, ReadOnlySpan<TensorRef> inputs, nint row, int rows, float* outputGradient, float* inputGradient)
        {
            Broadcasting<TShape>.SumBack(input, outputGradient, inputGradient, rows);
            var gradient = new Span<float>(inputGradient, rows * TShape.InputSizes[input]);
            if (input > 0)
                TensorPrimitives.Negate(gradient, gradient);
        }
    }
}
