namespace GenNet.Gpu.Kernels;

// Activations with exponentials or roots. Formulas: GenNet.Activation.

internal readonly struct ELUActivation : IActivationFunction
{
    public static float Forward(float x) => x > 0 ? x : Exponentials.ExpM1OfNegative(x);

    public static float Derivative(float y) => y < 0 ? y + 1 : 1f;
}

internal readonly struct SELUActivation : IActivationFunction
{
    private const float Scale = 1.0507009873554805f;
    private const float ScaleTimesAlpha = 1.7580993408473766f;

    public static float Forward(float x) => x > 0 ? x * Scale : Exponentials.ExpM1OfNegative(x) * ScaleTimesAlpha;

    // Where eˣ − 1 is 0 in float64, TensorFlow takes x for positive.
    public static float Derivative(float y) => y < -1e-16f ? y + ScaleTimesAlpha : Scale;
}

internal readonly struct CELUActivation : IActivationFunction
{
    public static float Forward(float x) => ELUActivation.Forward(x);

    // At exactly 0 TensorFlow adds the derivatives of both pieces.
    public static float Derivative(float y) => y == 0 ? 2f : ELUActivation.Derivative(y);
}

internal readonly struct GELUActivation : IActivationFunction
{
    public static float Forward(float x) => x * NormalDistribution.Cdf(x);

    public static float Derivative(float x) => (x * NormalDistribution.Density(x)) + NormalDistribution.Cdf(x);
}

internal readonly struct SigmoidActivation : IActivationFunction
{
    public static float Forward(float x) => Exponentials.Sigmoid(x);

    public static float Derivative(float y) => y * (1 - y);
}

internal readonly struct SiLUActivation : IActivationFunction
{
    public static float Forward(float x) => x * Exponentials.Sigmoid(x);

    public static float Derivative(float x) => Exponentials.Sigmoid(x) * ((x * Exponentials.Sigmoid(-x)) + 1);
}

internal readonly struct LogSigmoidActivation : IActivationFunction
{
    public static float Forward(float x) => (x > 0 ? 0f : x) - Exponentials.SoftplusOfNegated(Bounds.Abs(x));

    public static float Derivative(float y) => -Exponentials.ExpM1OfNegative(y);
}

internal readonly struct SoftplusActivation : IActivationFunction
{
    public static float Forward(float x) => (x < 0 ? 0f : x) + Exponentials.SoftplusOfNegated(Bounds.Abs(x));

    public static float Derivative(float y) => -Exponentials.ExpM1OfNegative(-y);
}

internal readonly struct TanhActivation : IActivationFunction
{
    public static float Forward(float x) => Exponentials.Tanh(x);

    public static float Derivative(float y) => (1 - y) * (1 + y);
}

internal readonly struct TanhShrinkActivation : IActivationFunction
{
    public static float Forward(float x)
    {
        // Near 0 the difference would be all rounding: the series of x − tanh(x) up to x^17.
        var z = x * x;
        var series = -2.39129114e-4f;
        series = (series * z) + 5.90027440e-4f;
        series = (series * z) - 1.45583437e-3f;
        series = (series * z) + 3.59212803e-3f;
        series = (series * z) - 8.86323552e-3f;
        series = (series * z) + 2.18694885e-2f;
        series = (series * z) - (17f / 315);
        series = (series * z) + (2f / 15);
        series = ((1f / 3) - (series * z)) * z * x;
        return Bounds.Abs(x) < 0.5f ? series : x - Exponentials.Tanh(x);
    }

    public static float Derivative(float x)
    {
        var tanh = Exponentials.Tanh(x);
        return tanh * tanh;
    }
}

internal readonly struct ExponentialActivation : IActivationFunction
{
    public static float Forward(float x) => Exponentials.Exp(x);

    public static float Derivative(float y) => y;
}

internal readonly struct SoftsignActivation : IActivationFunction
{
    public static float Forward(float x) => x / (1 + Bounds.Abs(x));

    public static float Derivative(float y)
    {
        var root = 1 - Bounds.Abs(y);
        return root * root;
    }
}

internal readonly struct MishActivation : IActivationFunction
{
    public static float Forward(float x)
    {
        var n = Exponentials.Exp(-Bounds.Abs(x));
        return x * Numerator(x, n) / Denominator(x, n);
    }

    public static float Derivative(float x)
    {
        var n = Exponentials.Exp(-Bounds.Abs(x));
        var denominator = Denominator(x, n);
        var root = 2 * (n + 1) * (x < 0 ? 1f : n) / denominator;
        return (x * (root * root) * Exponentials.Sigmoid(x)) + (Numerator(x, n) / denominator);
    }

    // tanh(softplus(x)) with n = e^−|x|: (1 + 2n) / (1 + 2n + 2n²) for positive x, n·(n + 2) / (n² + 2n + 2) for negative, and 1 − tanh² without the difference.
    private static float Numerator(float x, float n) => x < 0 ? n * (n + 2) : (2 * n) + 1;

    private static float Denominator(float x, float n) => Numerator(x, n) + (x < 0 ? 2f : 2 * n * n);
}

internal readonly struct SquareplusActivation : IActivationFunction
{
    // For negative x the sum would cancel; it is the reciprocal of the one for −x.
    public static float Forward(float x)
    {
        var sum = (Bounds.Abs(x) + MathF.Sqrt((x * x) + 4)) * 0.5f;
        return x < 0 ? 1 / sum : sum;
    }

    public static float Derivative(float y) => 1 / (1 + (1 / (y * y)));
}
