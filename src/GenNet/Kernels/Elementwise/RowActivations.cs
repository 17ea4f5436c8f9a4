using System.Numerics;
using System.Numerics.Tensors;

namespace GenNet.Kernels;

/// <summary>Activations that mix the elements of a row, which is the last axis. In and out may be the same memory unless said otherwise.</summary>
internal static unsafe class RowActivations
{
    /// <summary>eˣ / Σeˣ.</summary>
    public static void Softmax(float* input, float* output, int size)
    {
        var sum = SumOfExp(input, output, size, Largest(input, size));
        TensorPrimitives.Multiply(new ReadOnlySpan<float>(output, size), 1 / sum, new Span<float>(output, size));
    }

    /// <summary>y · (g − Σ g·y).</summary>
    public static void SoftmaxBackward(float* output, float* outputGradient, float* inputGradient, int size)
    {
        var dot = Sums.Dot(output, outputGradient, size);
        var result = new Span<float>(inputGradient, size);
        TensorPrimitives.Subtract(new ReadOnlySpan<float>(outputGradient, size), dot, result);
        TensorPrimitives.Multiply(result, new ReadOnlySpan<float>(output, size), result);
    }

    /// <summary>x − ln Σeˣ.</summary>
    public static void LogSoftmax(float* input, float* output, int size)
    {
        var largest = Largest(input, size);
        var log = MathF.Log(SumOfExp(input, null, size, largest));
        var result = new Span<float>(output, size);
        TensorPrimitives.Subtract(new ReadOnlySpan<float>(input, size), largest, result);
        TensorPrimitives.Subtract(result, log, result);
    }

    /// <summary>g − e^y · Σg.</summary>
    public static void LogSoftmaxBackward(float* output, float* outputGradient, float* inputGradient, int size)
    {
        var sum = Vector.Create(Sums.Sum(outputGradient, size));
        nint i = 0;
        for (; i <= size - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Store(Vector.Load(outputGradient + i) - (VectorFunctions.Exp(Vector.Load(output + i)) * sum), inputGradient + i);
        if (i < size)
        {
            var rest = size - i;
            var part = Elementwise.LoadPart(outputGradient + i, rest) - (VectorFunctions.Exp(Elementwise.LoadPart(output + i, rest)) * sum);
            Elementwise.StorePart(part, inputGradient + i, rest);
        }
    }

    /// <summary>Not in place: the first half of the input times the sigmoid of the second; <paramref name="size"/> is the half.</summary>
    public static void Glu(float* input, float* output, int size)
    {
        nint i = 0;
        for (; i <= size - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Store(Vector.Load(input + i) * VectorFunctions.Sigmoid(Vector.Load(input + size + i)), output + i);
        if (i < size)
        {
            var rest = size - i;
            var part = Elementwise.LoadPart(input + i, rest) * VectorFunctions.Sigmoid(Elementwise.LoadPart(input + size + i, rest));
            Elementwise.StorePart(part, output + i, rest);
        }
    }

    /// <summary>Gradients of both halves. <paramref name="inputGradient"/> must be memory of its own or <paramref name="input"/>.</summary>
    public static void GluBackward(float* input, float* outputGradient, float* inputGradient, int size)
    {
        for (nint i = 0; i < size; i += Vector<float>.Count)
        {
            var count = Math.Min(size - i, Vector<float>.Count);
            var value = Elementwise.LoadPart(input + i, count);
            var gate = VectorFunctions.Sigmoid(Elementwise.LoadPart(input + size + i, count));
            var gradient = Elementwise.LoadPart(outputGradient + i, count);
            Elementwise.StorePart(gradient * gate, inputGradient + i, count);
            Elementwise.StorePart(gradient * value * gate * (Vector<float>.One - gate), inputGradient + size + i, count);
        }
    }

    /// <summary>Σ e^(x − shift); the summands go to <paramref name="output"/> unless that is null.</summary>
    public static float SumOfExp(float* input, float* output, int size, float shift)
    {
        var shifts = Vector.Create(shift);
        var sums = Vector<float>.Zero;
        nint i = 0;
        for (; i <= size - Vector<float>.Count; i += Vector<float>.Count)
        {
            var e = VectorFunctions.Exp(Vector.Load(input + i) - shifts);
            sums += e;
            if (output != null)
                Vector.Store(e, output + i);
        }
        if (i < size)
        {
            var e = VectorFunctions.Exp(Elementwise.LoadPart(input + i, size - i) - shifts);
            if (output != null)
                Elementwise.StorePart(e, output + i, size - i);
            var kept = Vector<float>.Zero;
            Elementwise.StorePart(e, (float*)&kept, size - i);
            sums += kept;
        }
        return Vector.Sum(sums);
    }

    private static float Largest(float* input, int size) => TensorPrimitives.Max(new ReadOnlySpan<float>(input, size));
}
