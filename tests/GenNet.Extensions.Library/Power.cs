using GenNet;
using GenNet.Specs;

namespace Library;

/// <summary>What <see cref="Power"/> multiplies with.</summary>
public enum Scale
{
    /// <summary>One factor for all.</summary>
    Shared,
    /// <summary>One for each value of the last axis.</summary>
    OfEach,
}

/// <summary>factor · |x|^exponent, with a trained factor.</summary>
/// <param name="exponent">The exponent, at least 1.</param>
public sealed class PowerAttribute([Argument(Minimum = 1)] double exponent = 2) : CustomLayerAttribute<Power>
{
    /// <summary>The exponent.</summary>
    public double Exponent { get; } = exponent;

    /// <summary>How many factors there are.</summary>
    public Scale Scale { get; set; } = Scale.OfEach;

    /// <summary>How the factors start.</summary>
    public Initializer FactorInitializer { get; set; } = Initializer.Ones;
}

/// <summary>factor · |x|^exponent.</summary>
public sealed partial class Power : CustomLayer
{
    /// <summary>The factors.</summary>
    [LayerWeight("scale == Scale.Shared ? 1 : input[^1]", Initializer = Initializer.Zeros)]
    public partial Variable Factor { get; }

    private static void Forward(in ForwardPass pass)
    {
        for (var i = 0; i < pass.Input.Length; i++)
            pass.Output[i] = pass.Factor[i % pass.Factor.Length] * Raise(pass.Input[i], pass.Arguments.Exponent);
    }

    private static void Backward(in BackwardPass pass)
    {
        var exponent = pass.Arguments.Exponent;
        for (var i = 0; i < pass.Input.Length; i++)
        {
            var (x, factor) = (pass.Input[i], i % pass.Factor.Length);
            if (!pass.FactorGradient.IsEmpty)
                pass.FactorGradient[factor] += pass.OutputGradient[i] * Raise(x, exponent);
            if (!pass.InputGradient.IsEmpty)
                pass.InputGradient[i] = pass.OutputGradient[i] * pass.Factor[factor] * (float)exponent * Raise(x, exponent - 1) * MathF.Sign(x);
        }
    }

    private static float Raise(float x, double exponent) => (float)Math.Pow(Math.Abs(x), exponent);
}
