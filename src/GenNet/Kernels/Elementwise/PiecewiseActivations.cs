using System.Numerics;

namespace GenNet.Kernels;

// Activations of straight (and one square) pieces. Formulas: GenNet.Activation.

internal readonly struct ReLUActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) =>
        Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<float>.Zero), Vector<float>.Zero, x);

    public static Vector<float> Derivative(Vector<float> y) =>
        Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<float>.Zero), Vector<float>.One, Vector<float>.Zero);
}

internal readonly struct ReLU6Activation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => VectorFunctions.Clamp(x, 0, 6);

    public static Vector<float> Derivative(Vector<float> y) => Piecewise.Within(y, 0, 6, Vector<float>.One);
}

internal readonly struct LeakyReLUActivation : IActivationFunction
{
    private const float Slope = 0.2f;

    public static Vector<float> Forward(Vector<float> x) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, x * Vector.Create(Slope));

    public static Vector<float> Derivative(Vector<float> y) =>
        Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<float>.Zero), Vector<float>.One, Vector.Create(Slope));
}

internal readonly struct HardSigmoidActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) =>
        VectorFunctions.Clamp(x + Vector.Create(3f), 0, 6) / Vector.Create(6f);

    public static Vector<float> Derivative(Vector<float> y) => Piecewise.Within(y, 0, 1, Vector.Create(1f / 6));
}

internal readonly struct HardSigmoidKeras2Activation : IActivationFunction
{
    private const float Slope = 0.2f;

    public static Vector<float> Forward(Vector<float> x) => VectorFunctions.Clamp(x + Vector.Create(2.5f), 0, 5) * Vector.Create(Slope);

    public static Vector<float> Derivative(Vector<float> y) => Piecewise.Within(y, 0, 1, Vector.Create(Slope));
}

internal readonly struct HardSiLUActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => x * HardSigmoidActivation.Forward(x);

    public static Vector<float> Derivative(Vector<float> x) =>
        HardSigmoidActivation.Forward(x) + Piecewise.Within(x, -3, 3, x / Vector.Create(6f));
}

internal readonly struct HardTanhActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => VectorFunctions.Clamp(x, -1, 1);

    public static Vector<float> Derivative(Vector<float> x) =>
        Vector.ConditionalSelect(Vector.GreaterThan(Vector.Abs(x), Vector<float>.One), Vector<float>.Zero, Vector<float>.One);
}

internal readonly struct HardShrinkActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) =>
        Vector.ConditionalSelect(Vector.LessThanOrEqual(Vector.Abs(x), Vector.Create(0.5f)), Vector<float>.Zero, x);

    public static Vector<float> Derivative(Vector<float> y) => Piecewise.WhereNotZero(y);
}

internal readonly struct SoftShrinkActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => x - VectorFunctions.Clamp(x, -0.5f, 0.5f);

    public static Vector<float> Derivative(Vector<float> y) => Piecewise.WhereNotZero(y);
}

internal readonly struct SparsePlusActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x)
    {
        var half = VectorFunctions.Clamp(x + Vector<float>.One, 0, 2) * Vector.Create(0.5f);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.One), x, half * half);
    }

    public static Vector<float> Derivative(Vector<float> y) => VectorFunctions.Clamp(Vector.SquareRoot(y), 0, 1);
}

internal readonly struct SparseSigmoidActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => VectorFunctions.Clamp(x + Vector<float>.One, 0, 2) * Vector.Create(0.5f);

    public static Vector<float> Derivative(Vector<float> y) => Piecewise.Within(y, 0, 1, Vector.Create(0.5f));
}

internal static class Piecewise
{
    /// <summary><paramref name="inside"/> between the bounds (which don't belong to it), else 0.</summary>
    public static Vector<float> Within(Vector<float> x, float minimum, float maximum, Vector<float> inside)
    {
        var within = Vector.GreaterThan(x, Vector.Create(minimum)) & Vector.LessThan(x, Vector.Create(maximum));
        return Vector.ConditionalSelect(within, inside, Vector<float>.Zero);
    }

    public static Vector<float> WhereNotZero(Vector<float> y) =>
        Vector.ConditionalSelect(Vector.Equals(y, Vector<float>.Zero), Vector<float>.Zero, Vector<float>.One);
}
