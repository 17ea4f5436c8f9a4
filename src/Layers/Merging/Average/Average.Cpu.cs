using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of an Average layer.</summary>
public interface IAverageShape : IBroadcastShape;

/// <summary>The mean of several inputs on the CPU.</summary>
public static unsafe class AverageKernel<TShape>
    where TShape : struct, IAverageShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) =>
        BroadcastPieces<TShape>.Forward<Adding, Mean>(pass, inputs, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output, TensorRef outputGradient, ReadOnlySpan<TensorRef> inputGradients) =>
        BroadcastPieces<TShape>.Backward<Gradient>(pass, inputs, outputGradient, inputGradients);

    private readonly struct Mean : IBroadcastResult
    {
        public static void Apply(Span<float> sums, int inputs) => TensorPrimitives.Divide(sums, inputs, sums);
    }

    private readonly struct Gradient : IBroadcastGradient<TShape>
    {
        public static void Backward(int input, ReadOnlySpan<TensorRef> inputs, nint row, int rows, float* outputGradient, float* inputGradient)
        {
            Broadcasting<TShape>.SumBack(input, outputGradient, inputGradient, rows);
            Mean.Apply(new(inputGradient, rows * TShape.InputSizes[input]), inputs.Length);
        }
    }
}
