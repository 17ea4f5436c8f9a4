using GenNet.Gpu.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

/// <summary>Elementary functions against float64, in units in the last place.</summary>
public sealed class FunctionTests
{
    public static TheoryData<string> Functions => ["exp", "log", "tanh", "sigmoid", "expm1", "softplus", "cdf"];

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
