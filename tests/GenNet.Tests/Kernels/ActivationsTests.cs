using GenNet.Kernels;
using GenNet.Specs;

namespace GenNet.Tests.Kernels;

public unsafe class ActivationsTests
{
    // Unit of float32 rounding: half the distance of 1 and the next number.
    private const double Rounding = 1.0 / (1 << 24);

    /// <summary>Values from tiny to large of both signs, the kinks left out of the gradients.</summary>
    private static readonly float[] s_sweep =
    [
        .. Enumerable.Range(-2000, 4001).Select(static i => (i * 0.00731f) + 0.0003f),
        .. Enumerable.Range(0, 200).Select(static i => MathF.Pow(10, -8 + (i * 0.045f))),
        .. Enumerable.Range(0, 200).Select(static i => -MathF.Pow(10, -8 + (i * 0.045f))),
    ];

    public static TheoryData<Activation> All => [.. Enum.GetValues<Activation>()];

    public static TheoryData<Activation> InPlace => [.. Enum.GetValues<Activation>().Where(static a => a != Activation.GLU)];

    public static TheoryData<Activation> Elementwise => [.. ActivationReference.Elementwise.Keys];

    // Each function is one or two of exp, a quotient and a product, every one within 2 units; TanhShrink loses up to 3 bits where its series
    // ends (x − tanh x is 1/13 of x at ½).
    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Forward_OverTheSweep_IsWithinUnitsOfRounding(Activation activation)
    {
        var units = activation == Activation.TanhShrink ? 32 : 8;
        var output = Forward(activation, s_sweep, s_sweep.Length);
        for (var i = 0; i < output.Length; i++)
        {
            var expected = ActivationReference.Elementwise[activation](s_sweep[i]);
            if (expected > float.MaxValue)
                Assert.Equal(float.PositiveInfinity, output[i]);
            else
                Assert.True(Math.Abs(output[i] - expected) <= (units * Rounding * Math.Abs(expected)) + (16 * float.Epsilon), $"{activation}({s_sweep[i]:R}) is {expected:R} and came out as {output[i]:R}.");
        }
    }

    // Against central differences of the float64 formula, which are good to about h² = 1e-8.
    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Backward_OverTheSweep_IsTheDerivative(Activation activation)
    {
        const double h = 1e-4;
        var f = ActivationReference.Elementwise[activation];
        var inputs = s_sweep.Where(x => Math.Abs(x) < 20 && IsSmooth(f, x, h)).ToArray();
        Assert.True(inputs.Length > 1000);
        var ones = new float[inputs.Length];
        Array.Fill(ones, 1);
        var gradient = Backward(activation, inputs, Forward(activation, inputs, inputs.Length), ones, inputs.Length);
        for (var i = 0; i < inputs.Length; i++)
        {
            double x = inputs[i];
            var expected = (f(x + h) - f(x - h)) / (2 * h);
            Assert.True(Math.Abs(gradient[i] - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"{activation}'({x:R}) is {expected:R} and came out as {gradient[i]:R}.");
        }
    }

    [Theory]
    [MemberData(nameof(InPlace))]
    public void Forward_InPlaceOrByManyThreads_GivesTheSameBits(Activation activation)
    {
        const int lastAxis = 50, rows = 1000;
        var input = Enumerable.Range(0, rows * lastAxis).Select(static i => MathF.Sin(i) * 4).ToArray();
        var expected = Forward(activation, input, lastAxis);
        foreach (var threads in (int[])[1, 3])
        {
            using var workers = new WorkerPool(threads);
            var pass = new Pass(rows, workers, default);
            var values = input.ToArray();
            fixed (float* pointer = values)
                Activations.Forward(pass, activation, pointer, pointer, values.Length, lastAxis);
            Assert.Equal(expected, values[..expected.Length]);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Forward_OfNaN_IsNaN(Activation activation)
    {
        var output = Forward(activation, [float.NaN, float.NaN], 2);
        Assert.All(output, static y => Assert.True(float.IsNaN(y)));
    }

    [Theory]
    [InlineData(Activation.Softmax)]
    [InlineData(Activation.LogSoftmax)]
    public void Softmax_OfLargeNumbers_DoesNotOverflow(Activation activation)
    {
        var output = Forward(activation, [1000, 1000, -1000], 3);
        var expected = activation == Activation.Softmax ? (float[])[0.5f, 0.5f, 0] : [-MathF.Log(2), -MathF.Log(2), -2000 - MathF.Log(2)];
        Assert.Equal(expected, output);
    }

    // Away from kinks central differences of two steps agree.
    private static bool IsSmooth(Func<double, double> f, double x, double h)
    {
        var (wide, narrow) = ((f(x + h) - f(x - h)) / (2 * h), (f(x + (h / 2)) - f(x - (h / 2))) / h);
        return Math.Abs(wide - narrow) <= 1e-7 * Math.Max(1, Math.Abs(wide));
    }

    private static float[] Forward(Activation activation, float[] input, int lastAxis)
    {
        var output = new float[activation == Activation.GLU ? input.Length / 2 : input.Length];
        fixed (float* from = input, to = output)
            Activations.Forward(activation, from, to, input.Length, lastAxis);
        return output;
    }

    private static float[] Backward(Activation activation, float[] input, float[] output, float[] outputGradient, int lastAxis)
    {
        var needsInput = ActivationShape.Of(activation, TensorShape.Of(lastAxis)).NeedsInput;
        var inputGradient = new float[input.Length];
        fixed (float* x = input, y = output, from = outputGradient, to = inputGradient)
            Activations.Backward(activation, needsInput ? x : null, needsInput ? null : y, from, to, input.Length, lastAxis);
        return inputGradient;
    }
}
