using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Minimum layer.</summary>
public interface IMinimumShape : IBroadcastShape;

/// <summary>The smallest of several inputs, element by element, on the CPU.</summary>
public static class MinimumKernel<TShape>
    where TShape : struct, IMinimumShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => BroadcastPieces<TShape>.Forward<Minimizing>(pass, inputs, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients: the output's goes to the first input that is the smallest, as in TensorFlow.</summary>
    public static void Backward(
        in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output, TensorRef outputGradient, ReadOnlySpan<TensorRef> inputGradients) =>
        BroadcastPieces<TShape>.Backward<SelectedGradient<TShape, Minimizing>>(pass, inputs, outputGradient, inputGradients);
}
