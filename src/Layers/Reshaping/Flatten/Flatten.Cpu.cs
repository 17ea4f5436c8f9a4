using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Flatten layer that moves the channels last.</summary>
public interface IFlattenShape : IAxisOrderShape;

/// <summary>Flattening of channels-first input on the CPU: each row is transposed. Of channels-last input nothing is to do.</summary>
public static class FlattenKernel<TShape>
    where TShape : struct, IFlattenShape
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
