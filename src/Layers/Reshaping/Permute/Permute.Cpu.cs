using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Permute layer.</summary>
public interface IPermuteShape : IAxisOrderShape;

/// <summary>Permutation of axes on the CPU.</summary>
public static class PermuteKernel<TShape>
    where TShape : struct, IPermuteShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => AxisOrdering<TShape>.Apply(pass, input, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            AxisOrdering<TShape>.Undo(pass, outputGradient, inputGradient);
    }
}
