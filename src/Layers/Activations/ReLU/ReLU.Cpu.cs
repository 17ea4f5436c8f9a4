using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a ReLU layer.</summary>
public interface IReLUShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>Whether the output is limited.</summary>
    static abstract bool HasMaxValue { get; }

    /// <summary>The limit.</summary>
    static abstract float MaxValue { get; }

    /// <summary>Slope below the threshold.</summary>
    static abstract float NegativeSlope { get; }

    /// <summary>Up to here values are damped.</summary>
    static abstract float Threshold { get; }
}

/// <summary>The rectified linear unit on the CPU.</summary>
public static class ReLUKernel<TShape>
    where TShape : struct, IReLUShape
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
        public static Vector<float> Forward(Vector<float> x)
        {
            var threshold = Vector.Create(TShape.Threshold);
            var limited = TShape.HasMaxValue
                ? Vector.ConditionalSelect(Vector.GreaterThan(x, Vector.Create(TShape.MaxValue)), Vector.Create(TShape.MaxValue), x)
                : x;
            var below = TShape.NegativeSlope == 0 ? Vector<float>.Zero : (x - threshold) * Vector.Create(TShape.NegativeSlope);
            return Vector.ConditionalSelect(Vector.LessThanOrEqual(x, threshold), below, limited);
        }

        // The derivative from the input. At the kinks it is that of the TensorFlow functions which Keras composes: at the threshold 0, but
        // the slope of leaky_relu without threshold and limit; at the limit 1, but 0 of relu6.
        public static Vector<float> Derivative(Vector<float> x)
        {
            var threshold = Vector.Create(TShape.Threshold);
            var slope = Vector.Create(TShape.NegativeSlope);
            var isLeaky = TShape.Threshold == 0 && !TShape.HasMaxValue;
            var damped = isLeaky ? Vector.LessThanOrEqual(x, threshold) : Vector.LessThan(x, threshold);
            var passed = Vector.GreaterThan(x, threshold);
            if (TShape.HasMaxValue)
            {
                var limit = Vector.Create(TShape.MaxValue);
                passed &= TShape.MaxValue == 6 && TShape.Threshold == 0 ? Vector.LessThan(x, limit) : Vector.LessThanOrEqual(x, limit);
            }
            return Vector.ConditionalSelect(damped, slope, Vector.ConditionalSelect(passed, Vector<float>.One, Vector<float>.Zero));
        }
    }
}
