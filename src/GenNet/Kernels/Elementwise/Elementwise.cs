using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>Runs a function over memory, a vector at a time. Input and output may be the same memory.</summary>
internal static unsafe class Elementwise
{
    /// <summary><c>output[i] = f(input[i])</c>.</summary>
    public static void Forward<TFunction>(float* input, float* output, nint count)
        where TFunction : struct, IActivationFunction
    {
        nint i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Store(TFunction.Forward(Vector.Load(input + i)), output + i);
        if (i < count)
            StorePart(TFunction.Forward(LoadPart(input + i, count - i)), output + i, count - i);
    }

    /// <summary><c>inputGradient[i] = outputGradient[i] · f′(value[i])</c>; what value is, says <see cref="IActivationFunction.Derivative"/>.</summary>
    public static void Backward<TFunction>(float* value, float* outputGradient, float* inputGradient, nint count)
        where TFunction : struct, IActivationFunction
    {
        nint i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Store(Vector.Load(outputGradient + i) * TFunction.Derivative(Vector.Load(value + i)), inputGradient + i);
        if (i < count)
        {
            var gradient = LoadPart(outputGradient + i, count - i) * TFunction.Derivative(LoadPart(value + i, count - i));
            StorePart(gradient, inputGradient + i, count - i);
        }
    }

    /// <summary>The first <paramref name="count"/> elements of a vector; the others are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LoadPart(float* source, nint count)
    {
        return count == Vector<float>.Count ? Vector.Load(source) : LoadFew(source, count);
    }

    /// <summary>Stores the first <paramref name="count"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Vector<float> value, float* destination, nint count)
    {
        if (count == Vector<float>.Count)
            Vector.Store(value, destination);
        else
            StoreFew(value, destination, count);
    }

    private static Vector<float> LoadFew(float* source, nint count)
    {
        var result = Vector<float>.Zero;
        Unsafe.CopyBlockUnaligned(&result, source, (uint)count * sizeof(float));
        return result;
    }

    private static void StoreFew(Vector<float> value, float* destination, nint count) =>
        Unsafe.CopyBlockUnaligned(destination, &value, (uint)count * sizeof(float));
}
