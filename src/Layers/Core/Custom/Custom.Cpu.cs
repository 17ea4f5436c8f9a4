using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// Calls a layer of a user's own: rows in pieces, on several threads. How the batch is cut depends on sizes alone, and each piece adds weight gradients to memory of its own, which are summed in
/// order: results are the same whatever the number of threads.
/// </summary>
/// <typeparam name="TShape">Constants of the call.</typeparam>
/// <typeparam name="TLayer">The layer's class.</typeparam>
public static unsafe class CustomKernel<TShape, TLayer>
    where TShape : struct, ICustomShape
    where TLayer : ICustomKernel
{
    private static readonly object s_arguments = TShape.Arguments;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, ReadOnlySpan<TensorRef> weights, TensorRef output) =>
        ForwardTraining(pass, inputs, weights, output);

    /// <summary>Keeps what the layer saves.</summary>
    public static void ForwardTraining(
        in Pass pass, ReadOnlySpan<TensorRef> inputs, ReadOnlySpan<TensorRef> weights, TensorRef output, TensorRef saved = default)
    {
        fixed (TensorRef* from = inputs, variables = weights)
        {
            var pieces = new CustomPieces<TShape, TLayer>
            {
                Pass = pass,
                Arguments = s_arguments,
                Memory = new() { Inputs = from, InputCount = inputs.Length, Weights = variables, Output = output, Saved = saved.Pointer, SavedRows = pass.Rows },
                Split = CustomSplit.OfForward<TShape>(pass),
            };
            pieces.Split.Run(pass.Workers, ref pieces);
        }
    }

    /// <summary>Gradients.</summary>
    public static void Backward(
        in Pass pass, ReadOnlySpan<TensorRef> inputs, ReadOnlySpan<TensorRef> weights, TensorRef output, TensorRef outputGradient, ReadOnlySpan<TensorRef> inputGradients,
        ReadOnlySpan<TensorRef> weightGradients, TensorRef saved = default)
    {
        fixed (TensorRef* from = inputs, fromGradients = inputGradients, variables = weights, variableGradients = weightGradients)
        {
            var gradients = new CustomGradients(variableGradients, TShape.WeightSizes);
            var pieces = new CustomPieces<TShape, TLayer>
            {
                Pass = pass,
                Arguments = s_arguments,
                IsBackward = true,
                Memory = new()
                {
                    Inputs = from,
                    InputCount = inputs.Length,
                    InputGradients = fromGradients,
                    Weights = variables,
                    WeightGradients = variableGradients,
                    Output = output,
                    OutputGradient = outputGradient,
                    Saved = saved.Pointer,
                    SavedRows = pass.Rows,
                },
                Split = CustomSplit.OfBackward<TShape>(pass, gradients.Size),
            };
            if (pieces.Split.Pieces > 1)
                pieces.Gradients = gradients.Partial(pieces.Split.Pieces);
            pieces.GradientSize = gradients.Size;
            pieces.Split.Run(pass.Workers, ref pieces);
            if (pieces.Split.Pieces > 1)
                gradients.AddUp(pieces.Gradients, pieces.Split.Pieces);
        }
    }
}
