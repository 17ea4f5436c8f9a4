using GenNet.Gpu.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

/// <summary>Elementary functions against float64, in units in the last place.</summary>
public sealed class FunctionTests
{
    public static TheoryData<string> Functions => 
    [
        "exp", "log", "tanh", "sigmoid", "expm1", "softplus", "cdf", "expm1 of any", "log1p", "exp2", "cbrt", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "asinh", "acosh",
        "atanh", "erf", "erfc", "pow",
    ];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_OfManyNumbers_IsWithinAFewUnits(string name)
    {
        var (of, exact, low, high, units) = Find(name);
        var random = new Random(7);
        for (var i = 0; i < 200_000; i++)
        {
            var x = low + ((high - low) * random.NextSingle());
            var expected = exact(x);
            var unit = Math.Max(MathF.BitIncrement(Math.Abs((float)expected)) - Math.Abs((float)expected), 1.4e-45);
            Assert.True(Math.Abs(of(x) - expected) <= units * unit, $"{name}({x:R}) is {of(x):R}, expected {expected:R}.");
        }
    }

    [Fact]
    public void Log_OfEdges_IsThatOfIeee()
    {
        Assert.Equal(float.NegativeInfinity, Exponentials.Log(0));
        Assert.Equal(float.PositiveInfinity, Exponentials.Log(float.PositiveInfinity));
        Assert.True(float.IsNaN(Exponentials.Log(-1)));
        Assert.True(float.IsNaN(Exponentials.Log(float.NaN)));
        Assert.Equal(MathF.Log(1e-40f), Exponentials.Log(1e-40f), 1e-4f);
        Assert.Equal(0, Exponentials.Log(1));
    }

    [Theory]
    [InlineData(2, 10, 1024)]
    [InlineData(-3, 3, -27)]
    [InlineData(2, -2, 0.25)]
    [InlineData(4, 0.5, 2)]
    [InlineData(-2, 101, -2.535301200456459e30)]
    [InlineData(-2, 0.3, double.NaN)]
    [InlineData(0, 0.7, 0)]
    [InlineData(0, -1, double.PositiveInfinity)]
    [InlineData(double.NaN, 0, 1)]
    [InlineData(7, 0, 1)]
    public void Pow_OfEdges_IsThatOfIeee(double a, double b, double expected) => Assert.Equal(expected, Powers.Pow((float)a, (float)b), Math.Abs(expected) is > 0 and < 1e38 ? Math.Abs(expected) * 1e-5 : 0);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, -1)]
    [InlineData(-1, 1)]
    [InlineData(-1, -1)]
    [InlineData(2, 0)]
    [InlineData(0, -2)]
    public void Atan2_OfEveryQuadrant_IsTheAngle(float y, float x) => Assert.Equal(Math.Atan2(y, x), Trigonometry.Atan2(y, x), 1e-6);

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(1.5, 2)]
    [InlineData(2.5, 2)]
    [InlineData(-0.5, 0)]
    [InlineData(-1.5, -2)]
    [InlineData(2.4, 2)]
    [InlineData(8388609, 8388609)]
    public void Nearest_OfHalves_IsTheEvenOne(double x, double expected) => Assert.Equal((float)expected, Rounding.Nearest((float)x));

    [Fact]
    public void Exp_OfEdges_IsThatOfIeee()
    {
        Assert.Equal(0, Exponentials.Exp(float.NegativeInfinity));
        Assert.Equal(float.PositiveInfinity, Exponentials.Exp(89));
        Assert.True(float.IsNaN(Exponentials.Exp(float.NaN)));
        Assert.Equal(1, Exponentials.Exp(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void Divide_ByAnyNumber_IsTheQuotient(int number)
    {
        var divisor = new Divisor(number);
        var random = new Random(3);
        foreach (var n in Enumerable.Range(0, 3000).Concat(Enumerable.Range(0, 3000).Select(_ => random.Next())).Append(int.MaxValue).Append(number - 1).Append(number))
            Assert.Equal(n / number, Divisor.Divide(n, divisor));
    }

    private static (Func<float, float> Of, Func<double, double> Exact, float Low, float High, double Units) Find(string name) => name switch
    {
        "exp" => (Exponentials.Exp, Math.Exp, -87, 88, 3),
        "log" => (Exponentials.Log, Math.Log, 1e-6f, 100, 3),
        "tanh" => (Exponentials.Tanh, Math.Tanh, -10, 10, 4),
        "sigmoid" => (Exponentials.Sigmoid, x => 1 / (1 + Math.Exp(-x)), -80, 20, 4),
        "expm1" => (Exponentials.ExpM1OfNegative, x => Math.Exp(x) - 1, -20, 0, 4),
        "softplus" => (Exponentials.SoftplusOfNegated, x => double.LogP1(Math.Exp(-x)), 0, 20, 5),
        "expm1 of any" => (Powers.ExpM1, x => Math.Exp(x) - 1, 1e-2f, 80, 8),
        "log1p" => (Powers.LogP1, double.LogP1, -0.9f, 20, 6),
        "exp2" => (Powers.Exp2, x => Math.Pow(2, x), -120, 120, 4),
        "cbrt" => (Powers.Cbrt, Math.Cbrt, -50, 50, 3),
        "sin" => (Trigonometry.Sin, Math.Sin, 1e-3f, 3.1f, 4),
        "cos" => (Trigonometry.Cos, Math.Cos, -1.5f, 1.5f, 4),
        "tan" => (Trigonometry.Tan, Math.Tan, -1.5f, 1.5f, 8),
        "asin" => (Trigonometry.Asin, Math.Asin, -1, 1, 4),
        "acos" => (Trigonometry.Acos, Math.Acos, -1, 0.999f, 4),
        "atan" => (Trigonometry.Atan, Math.Atan, -20, 20, 4),
        "sinh" => (Hyperbolic.Sinh, Math.Sinh, -80, 80, 8),
        "cosh" => (Hyperbolic.Cosh, Math.Cosh, -80, 80, 8),
        "asinh" => (Hyperbolic.Asinh, Math.Asinh, -50, 50, 8),
        "acosh" => (Hyperbolic.Acosh, Math.Acosh, 1.01f, 50, 8),
        "atanh" => (Hyperbolic.Atanh, Math.Atanh, -0.99f, 0.99f, 8),
        "erf" => (ErrorFunction.Erf, x => (2 * Normal(x * Math.Sqrt(2))) - 1, -3, 3, 8),
        "erfc" => (ErrorFunction.Erfc, x => 2 * Normal(-x * Math.Sqrt(2)), -3, 1, 16),
        "pow" => (x => Powers.Pow(x, 2.5f), x => Math.Pow(x, 2.5), 0.01f, 20, 32),
        _ => (NormalDistribution.Cdf, Normal, -4, 4, 16),
    };

    // Φ by the series of its integral, which converges quickly for such arguments.
    private static double Normal(double x)
    {
        double term = x, sum = x;
        for (var k = 1; k < 200; k++)
        {
            term *= x * x / ((2 * k) + 1);
            sum += term;
        }
        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
