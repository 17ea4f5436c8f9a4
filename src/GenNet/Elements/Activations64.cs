using System.Numerics.Tensors;

namespace GenNet.Elements;

/// <summary>The functions of <see cref="Activation"/> in float64, forward. Formulas: <see cref="Activation"/>; where one would cancel, another of the same value.</summary>
internal static unsafe class Activations64
{
    /// <summary>Applies <paramref name="activation"/> on the calling thread.</summary>
    /// <param name="activation">Which one.</param>
    /// <param name="input"><paramref name="count"/> values.</param>
    /// <param name="output">As many (half of them for GLU); may be <paramref name="input"/> except for GLU.</param>
    /// <param name="count">Number of input values, a multiple of <paramref name="lastAxis"/>.</param>
    /// <param name="lastAxis">Size of the input's last axis, for the activations that work along it.</param>
    public static void Forward(Activation activation, double* input, double* output, nint count, int lastAxis)
    {
        switch (activation)
        {
            case Activation.Softmax:
                for (nint i = 0; i < count; i += lastAxis)
                    Softmax(input + i, output + i, lastAxis);
                break;
            case Activation.LogSoftmax:
                for (nint i = 0; i < count; i += lastAxis)
                    LogSoftmax(input + i, output + i, lastAxis);
                break;
            case Activation.GLU:
                for (nint i = 0; i < count; i += lastAxis)
                    Glu(input + i, output + (i / 2), lastAxis / 2);
                break;
            case Activation.Sparsemax:
                for (nint i = 0; i < count; i += lastAxis)
                    Sparsemax(input + i, output + i, lastAxis);
                break;
            default:
                for (nint i = 0; i < count; i++)
                    output[i] = Of(activation, input[i]);
                break;
        }
    }

    /// <summary>eˣ / Σeˣ.</summary>
    public static void Softmax(double* input, double* output, int size)
    {
        var largest = TensorPrimitives.Max(new ReadOnlySpan<double>(input, size));
        double sum = 0;
        for (var i = 0; i < size; i++)
            sum += output[i] = Math.Exp(input[i] - largest);
        TensorPrimitives.Divide(new ReadOnlySpan<double>(output, size), sum, new Span<double>(output, size));
    }

    private static void LogSoftmax(double* input, double* output, int size)
    {
        var largest = TensorPrimitives.Max(new ReadOnlySpan<double>(input, size));
        double sum = 0;
        for (var i = 0; i < size; i++)
            sum += Math.Exp(input[i] - largest);
        var log = Math.Log(sum);
        for (var i = 0; i < size; i++)
            output[i] = input[i] - largest - log;
    }

    private static void Glu(double* input, double* output, int size)
    {
        for (var i = 0; i < size; i++)
            output[i] = input[i] * Sigmoid(input[size + i]);
    }

    // Keras' threshold: see Kernels.Sparsemax.
    private static void Sparsemax(double* input, double* output, int size)
    {
        var sorted = new ReadOnlySpan<double>(input, size).ToArray();
        Array.Sort(sorted);
        double sum = 0, sums = 0;
        var count = 0;
        for (; count < size; count++)
        {
            var value = sorted[size - 1 - count];
            sum += value;
            if (((count + 1) * value) + 1 <= sum)
                break;
            sums += sum;
        }
        for (var i = 0; i < size; i++)
            output[i] = Math.Max(input[i] - ((sums - 1) / count), 0);
    }

    private static double Of(Activation activation, double x) => activation switch
    {
        Activation.Linear => x,
        Activation.ReLU => Math.Max(x, 0),
        Activation.ReLU6 => Math.Min(Math.Max(x, 0), 6),
        Activation.LeakyReLU => x > 0 ? x : 0.2 * x,
        Activation.ELU or Activation.CELU => x > 0 ? x : ExpM1(x),
        Activation.SELU => 1.0507009873554804934193349852946 * (x > 0 ? x : 1.6732632423543772848170429916717 * ExpM1(x)),
        Activation.GELU => 0.5 * x * Erfc(-x / Math.Sqrt(2)),
        Activation.SiLU => x * Sigmoid(x),
        Activation.HardSiLU => x * HardSigmoid(x),
        Activation.Sigmoid => Sigmoid(x),
        Activation.HardSigmoid => HardSigmoid(x),
        Activation.HardSigmoidKeras2 => Math.Min(Math.Max((0.2 * x) + 0.5, 0), 1),
        Activation.LogSigmoid => -Softplus(-x),
        Activation.Tanh => Math.Tanh(x),
        Activation.HardTanh => Math.Min(Math.Max(x, -1), 1),
        Activation.TanhShrink => x - Math.Tanh(x),
        Activation.HardShrink => Math.Abs(x) > 0.5 ? x : 0,
        Activation.SoftShrink => x > 0.5 ? x - 0.5 : x < -0.5 ? x + 0.5 : 0,
        Activation.Exponential => Math.Exp(x),
        Activation.Softplus => Softplus(x),
        Activation.Softsign => x / (1 + Math.Abs(x)),
        Activation.Mish => x * Math.Tanh(Softplus(x)),
        Activation.Squareplus => x < 0 ? 2 / (Math.Sqrt((x * x) + 4) - x) : 0.5 * (x + Math.Sqrt((x * x) + 4)),
        Activation.SparsePlus => x <= -1 ? 0 : x < 1 ? 0.25 * (x + 1) * (x + 1) : x,
        Activation.SparseSigmoid => x <= -1 ? 0 : x < 1 ? 0.5 * (x + 1) : 1,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };

    private static double Sigmoid(double x)
    {
        if (x >= 0)
            return 1 / (1 + Math.Exp(-x));
        var e = Math.Exp(x);
        return e / (1 + e);
    }

    private static double HardSigmoid(double x) => Math.Min(Math.Max((x / 6) + 0.5, 0), 1);

    private static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

    // Kahan: the error of 1 + x cancels.
    private static double Log1P(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    private static double ExpM1(double x)
    {
        var u = Math.Exp(x);
        if (u == 1)
            return x;
        return u - 1 == -1 ? -1 : (u - 1) * x / Math.Log(u);
    }

    // Erfc by its series up to 2 and by Lentz's continued fraction beyond (Abramowitz and Stegun, 7.1.6 and 7.1.14).
    private static double Erfc(double x)
    {
        if (double.IsNaN(x))
            return x;
        var z = Math.Abs(x);
        double result;
        if (z < 2)
        {
            double term = z, sum = z;
            for (var n = 1; Math.Abs(term) > 1e-18 * sum && n < 200; n++)
            {
                term *= 2 * z * z / ((2 * n) + 1);
                sum += term;
            }
            result = 1 - (2 / Math.Sqrt(Math.PI) * Math.Exp(-z * z) * sum);
        }
        else
        {
            double fraction = 0;
            for (var n = 80; n > 0; n--)
                fraction = n / 2.0 / (z + fraction);
            result = Math.Exp(-z * z) / (Math.Sqrt(Math.PI) * (z + fraction));
        }
        return x < 0 ? 2 - result : result;
    }
}
