using System.Numerics;

namespace GenNet.Kernels;

// Activations with exponentials or roots. Formulas: GenNet.Activation.

internal readonly struct ELUActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, VectorFunctions.ExpM1OfNegative(x));

    public static Vector<float> Derivative(Vector<float> y) =>
        Vector.ConditionalSelect(Vector.LessThan(y, Vector<float>.Zero), y + Vector<float>.One, Vector<float>.One);
}

internal readonly struct SELUActivation : IActivationFunction
{
    private const float Scale = 1.0507009873554805f;
    private const float ScaleTimesAlpha = 1.7580993408473766f;

    public static Vector<float> Forward(Vector<float> x) => Vector.ConditionalSelect(
        Vector.GreaterThan(x, Vector<float>.Zero), x * Vector.Create(Scale), VectorFunctions.ExpM1OfNegative(x) * Vector.Create(ScaleTimesAlpha));

    // Where eˣ − 1 is 0 in float64, TensorFlow takes x for positive.
    public static Vector<float> Derivative(Vector<float> y) =>
        Vector.ConditionalSelect(Vector.LessThan(y, Vector.Create(-1e-16f)), y + Vector.Create(ScaleTimesAlpha), Vector.Create(Scale));
}

internal readonly struct CELUActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => ELUActivation.Forward(x);

    // At exactly 0 TensorFlow adds the derivatives of both pieces.
    public static Vector<float> Derivative(Vector<float> y) =>
        Vector.ConditionalSelect(Vector.Equals(y, Vector<float>.Zero), Vector.Create(2f), ELUActivation.Derivative(y));
}

internal readonly struct GELUActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => x * VectorFunctions.NormalCdf(x, out _);

    public static Vector<float> Derivative(Vector<float> x)
    {
        var cdf = VectorFunctions.NormalCdf(x, out var density);
        return Vector.FusedMultiplyAdd(x, density, cdf);
    }
}

internal readonly struct SigmoidActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => VectorFunctions.Sigmoid(x);

    public static Vector<float> Derivative(Vector<float> y) => y * (Vector<float>.One - y);
}

internal readonly struct SiLUActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => x * VectorFunctions.Sigmoid(x);

    public static Vector<float> Derivative(Vector<float> x)
    {
        var sigmoid = VectorFunctions.Sigmoid(x);
        return sigmoid * Vector.FusedMultiplyAdd(x, VectorFunctions.Sigmoid(-x), Vector<float>.One);
    }
}

internal readonly struct LogSigmoidActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) =>
        Vector.Min(x, Vector<float>.Zero) - VectorFunctions.SoftplusOfNegated(Vector.Abs(x));

    public static Vector<float> Derivative(Vector<float> y) => -VectorFunctions.ExpM1OfNegative(y);
}

internal readonly struct SoftplusActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) =>
        Vector.Max(x, Vector<float>.Zero) + VectorFunctions.SoftplusOfNegated(Vector.Abs(x));

    public static Vector<float> Derivative(Vector<float> y) => -VectorFunctions.ExpM1OfNegative(-y);
}

internal readonly struct TanhActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => VectorFunctions.Tanh(x);

    public static Vector<float> Derivative(Vector<float> y) => (Vector<float>.One - y) * (Vector<float>.One + y);
}

internal readonly struct TanhShrinkActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x)
    {
        // Near 0 the difference would be all rounding: the series of x − tanh(x) up to x^17.
        var z = x * x;
        var series = Vector.Create(-2.39129114e-4f);
        series = Vector.FusedMultiplyAdd(series, z, Vector.Create(5.90027440e-4f));
        series = Vector.FusedMultiplyAdd(series, z, Vector.Create(-1.45583437e-3f));
        series = Vector.FusedMultiplyAdd(series, z, Vector.Create(3.59212803e-3f));
        series = Vector.FusedMultiplyAdd(series, z, Vector.Create(-8.86323552e-3f));
        series = Vector.FusedMultiplyAdd(series, z, Vector.Create(2.18694885e-2f));
        series = Vector.FusedMultiplyAdd(series, z, Vector.Create(-17f / 315));
        series = Vector.FusedMultiplyAdd(series, z, Vector.Create(2f / 15));
        series = Vector.FusedMultiplyAdd(-series, z, Vector.Create(1f / 3)) * z * x;
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), Vector.Create(0.5f)), series, x - VectorFunctions.Tanh(x));
    }

    public static Vector<float> Derivative(Vector<float> x)
    {
        var tanh = VectorFunctions.Tanh(x);
        return tanh * tanh;
    }
}

internal readonly struct ExponentialActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => VectorFunctions.Exp(x);

    public static Vector<float> Derivative(Vector<float> y) => y;
}

internal readonly struct SoftsignActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => x / (Vector<float>.One + Vector.Abs(x));

    public static Vector<float> Derivative(Vector<float> y)
    {
        var root = Vector<float>.One - Vector.Abs(y);
        return root * root;
    }
}

internal readonly struct MishActivation : IActivationFunction
{
    public static Vector<float> Forward(Vector<float> x) => x * TanhOfSoftplus(x, out _);

    public static Vector<float> Derivative(Vector<float> x)
    {
        var tanh = TanhOfSoftplus(x, out var derivative);
        return Vector.FusedMultiplyAdd(x * derivative, VectorFunctions.Sigmoid(x), tanh);
    }

    // With n = e^−|x|: (1 + 2n) / (1 + 2n + 2n²) for positive x, n·(n + 2) / (n² + 2n + 2) for negative, and 1 − tanh² without the difference.
    private static Vector<float> TanhOfSoftplus(Vector<float> x, out Vector<float> oneMinusSquare)
    {
        var two = Vector.Create(2f);
        var n = VectorFunctions.Exp(-Vector.Abs(x));
        var negative = Vector.LessThan(x, Vector<float>.Zero);
        var numerator = Vector.ConditionalSelect(negative, n * (n + two), Vector.FusedMultiplyAdd(two, n, Vector<float>.One));
        var denominator = numerator + Vector.ConditionalSelect(negative, two, two * n * n);
        var root = two * (n + Vector<float>.One) * Vector.ConditionalSelect(negative, Vector<float>.One, n) / denominator;
        oneMinusSquare = root * root;
        return numerator / denominator;
    }
}

internal readonly struct SquareplusActivation : IActivationFunction
{
    // For negative x the sum would cancel; it is the reciprocal of the one for −x.
    public static Vector<float> Forward(Vector<float> x)
    {
        var sum = (Vector.Abs(x) + Vector.SquareRoot(Vector.FusedMultiplyAdd(x, x, Vector.Create(4f)))) * Vector.Create(0.5f);
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), Vector<float>.One / sum, sum);
    }

    public static Vector<float> Derivative(Vector<float> y) => Vector<float>.One / (Vector<float>.One + (Vector<float>.One / (y * y)));
}
