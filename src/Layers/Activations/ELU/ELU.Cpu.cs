using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of an ELU layer.</summary>
public interface IELUShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>What the output tends to, with its sign changed, far below 0.</summary>
    static abstract float Alpha { get; }
}

/// <summary>ELU on the CPU.</summary>
public static class ELUKernel<TShape>
    where TShape : struct, IELUShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => ElementwisePieces.Forward<Function>(pass, TShape.RowSize, input, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient) =>
        ElementwisePieces.Backward<Function>(pass, TShape.RowSize, input, outputGradient, inputGradient);

    private readonly struct Function : IActivationFunction
    {
        public static Vector<float> Forward(Vector<float> x) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, Vector.Create(TShape.Alpha) * ELUActivation.Forward(x));

        // At 0 that of TensorFlow's elu, 1; with another alpha Keras selects, and there it is alpha.
        public static Vector<float> Derivative(Vector<float> x) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.One, Vector.Create(TShape.Alpha) * (ELUActivation.Forward(x) + Vector<float>.One));
    }
}
