namespace GenNet.Gpu.Kernels;

// Activations of straight (and one square) pieces. Formulas: GenNet.Activation.

internal readonly struct LinearActivation : IActivationFunction
{
    public static float Forward(float x) => x;

    public static float Derivative(float y) => 1;
}

internal readonly struct ReLUActivation : IActivationFunction
{
    public static float Forward(float x) => x <= 0 ? 0f : x;

    public static float Derivative(float y) => y > 0 ? 1f : 0f;
}

internal readonly struct ReLU6Activation : IActivationFunction
{
    public static float Forward(float x) => Bounds.Clamp(x, 0, 6);

    public static float Derivative(float y) => Piecewise.Within(y, 0, 6, 1);
}

internal readonly struct LeakyReLUActivation : IActivationFunction
{
    private const float Slope = 0.2f;

    public static float Forward(float x) => x > 0 ? x : x * Slope;

    public static float Derivative(float y) => y > 0 ? 1f : Slope;
}

internal readonly struct HardSigmoidActivation : IActivationFunction
{
    public static float Forward(float x) => Bounds.Clamp(x + 3, 0, 6) / 6;

    public static float Derivative(float y) => Piecewise.Within(y, 0, 1, 1f / 6);
}

internal readonly struct HardSigmoidKeras2Activation : IActivationFunction
{
    private const float Slope = 0.2f;

    public static float Forward(float x) => Bounds.Clamp(x + 2.5f, 0, 5) * Slope;

    public static float Derivative(float y) => Piecewise.Within(y, 0, 1, Slope);
}

internal readonly struct HardSiLUActivation : IActivationFunction
{
    public static float Forward(float x) => x * HardSigmoidActivation.Forward(x);

    public static float Derivative(float x) => HardSigmoidActivation.Forward(x) + Piecewise.Within(x, -3, 3, x / 6);
}

internal readonly struct HardTanhActivation : IActivationFunction
{
    public static float Forward(float x) => Bounds.Clamp(x, -1, 1);

    public static float Derivative(float x) => Bounds.Abs(x) > 1 ? 0f : 1f;
}

internal readonly struct HardShrinkActivation : IActivationFunction
{
    public static float Forward(float x) => Bounds.Abs(x) <= 0.5f ? 0f : x;

    public static float Derivative(float y) => y == 0 ? 0f : 1f;
}

internal readonly struct SoftShrinkActivation : IActivationFunction
{
    public static float Forward(float x) => x - Bounds.Clamp(x, -0.5f, 0.5f);

    public static float Derivative(float y) => y == 0 ? 0f : 1f;
}

internal readonly struct SparsePlusActivation : IActivationFunction
{
    public static float Forward(float x)
    {
        var half = Bounds.Clamp(x + 1, 0, 2) * 0.5f;
        return x > 1 ? x : half * half;
    }

    public static float Derivative(float y) => Bounds.Clamp(MathF.Sqrt(y), 0, 1);
}

internal readonly struct SparseSigmoidActivation : IActivationFunction
{
    public static float Forward(float x) => Bounds.Clamp(x + 1, 0, 2) * 0.5f;

    public static float Derivative(float y) => Piecewise.Within(y, 0, 1, 0.5f);
}

[GpuKernel]
internal static class Piecewise
{
    /// <summary><paramref name="inside"/> between the bounds (which don't belong to it), else 0.</summary>
    public static float Within(float x, float minimum, float maximum, float inside) => x > minimum ? x < maximum ? inside : 0f : 0f;
}
