using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a LeakyReLU layer.</summary>
public interface ILeakyReLUShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>Slope below 0.</summary>
    static abstract float NegativeSlope { get; }
}

/// <summary>LeakyReLU on the CPU.</summary>
public static class LeakyReLUKernel<TShape>
    where TShape : struct, ILeakyReLUShape
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
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, x * Vector.Create(TShape.NegativeSlope));

        public static Vector<float> Derivative(Vector<float> x) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.One, Vector.Create(TShape.NegativeSlope));
    }
}
