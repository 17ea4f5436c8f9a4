namespace GenNet.Tests.Kernels;

/// <summary>The activations in float64 as their formulas say, in forms that lose nothing to cancellation.</summary>
internal static class ActivationReference
{
    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;

    /// <summary>Those that work element by element.</summary>
    public static IReadOnlyDictionary<Activation, Func<double, double>> Elementwise { get; } = new Dictionary<Activation, Func<double, double>>
    {
        [Activation.Linear] = static x => x,
        [Activation.ReLU] = static x => Math.Max(x, 0),
        [Activation.ReLU6] = static x => Math.Clamp(x, 0, 6),
        [Activation.LeakyReLU] = static x => x > 0 ? x : 0.2 * x,
        [Activation.ELU] = static x => x > 0 ? x : ExpM1(x),
        [Activation.SELU] = static x => SeluScale * (x > 0 ? x : SeluAlpha * ExpM1(x)),
        [Activation.CELU] = static x => x > 0 ? x : ExpM1(x),
        [Activation.GELU] = static x => x * NormalCdf(x),
        [Activation.SiLU] = static x => x * Sigmoid(x),
        [Activation.HardSiLU] = static x => x * Math.Clamp((x / 6) + 0.5, 0, 1),
        [Activation.Sigmoid] = Sigmoid,
        [Activation.HardSigmoid] = static x => Math.Clamp((x / 6) + 0.5, 0, 1),
        [Activation.HardSigmoidKeras2] = static x => Math.Clamp((0.2 * x) + 0.5, 0, 1),
        [Activation.LogSigmoid] = static x => -Softplus(-x),
        [Activation.Tanh] = Math.Tanh,
        [Activation.HardTanh] = static x => Math.Clamp(x, -1, 1),
        [Activation.TanhShrink] = TanhShrink,
        [Activation.HardShrink] = static x => Math.Abs(x) > 0.5 ? x : 0,
        [Activation.SoftShrink] = static x => Math.Sign(x) * Math.Max(Math.Abs(x) - 0.5, 0),
        [Activation.Exponential] = Math.Exp,
        [Activation.Softplus] = Softplus,
        [Activation.Softsign] = static x => x / (1 + Math.Abs(x)),
        [Activation.Mish] = static x => x * Math.Tanh(Softplus(x)),
        [Activation.Squareplus] = static x => x < 0 ? 2 / (Math.Sqrt((x * x) + 4) - x) : (x + Math.Sqrt((x * x) + 4)) / 2,
        [Activation.SparsePlus] = static x => x <= -1 ? 0 : x >= 1 ? x : (x + 1) * (x + 1) / 4,
        [Activation.SparseSigmoid] = static x => Math.Clamp((x + 1) / 2, 0, 1),
    };

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Softplus(double x) => Math.Max(x, 0) + LogP1(Math.Exp(-Math.Abs(x)));

    private static double ExpM1(double x) => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);

    // ln(1 + u) = 2·artanh(u / (2 + u)); artanh in .NET is exact near 0.
    private static double LogP1(double u) => 2 * Math.Atanh(u / (2 + u));

    private static double TanhShrink(double x)
    {
        if (Math.Abs(x) > 0.1)
            return x - Math.Tanh(x);
        var z = x * x;
        return x * z * ((1.0 / 3) - (z * ((2.0 / 15) - (z * ((17.0 / 315) - (z * ((62.0 / 2835) - (z * (1382.0 / 155925)))))))));
    }

    // Simpson's rule from −15, where the density is 1e-50.
    private static double NormalCdf(double x)
    {
        if (x > 0)
            return 1 - NormalCdf(-x);
        const int steps = 4000;
        var width = (x + 15) / steps;
        if (width <= 0)
            return 0;
        double sum = 0;
        for (var i = 0; i <= steps; i++)
        {
            var t = -15 + (i * width);
            sum += Math.Exp(-t * t / 2) * (i is 0 or steps ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * width / 3 / Math.Sqrt(2 * Math.PI);
    }
}
