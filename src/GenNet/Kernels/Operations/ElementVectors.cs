using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>Functions of each element that are computed a vector at a time, with the same bits whatever its length.</summary>
internal static unsafe class ElementVectors<TShape>
    where TShape : struct, IElementFunctionShape
{
    private const float SqrtTwoByPi = 0.797884561f;
    private const float GeluCubic = 0.044715f;

    /// <summary>Whether the function is one of these.</summary>
    public static bool Has => TShape.Function is ElementFunction.Negative or ElementFunction.Absolute or ElementFunction.Square or ElementFunction.Sqrt or ElementFunction.Rsqrt
        or ElementFunction.Reciprocal or ElementFunction.Exp or ElementFunction.Floor or ElementFunction.Ceil or ElementFunction.Clip or ElementFunction.LeakyRelu or ElementFunction.Elu
        or ElementFunction.GeluApproximate;

    /// <summary><c>output[i] = f(input[i])</c>.</summary>
    public static void Forward(float* input, float* output, nint count)
    {
        nint i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Store(Of(Vector.Load(input + i)), output + i);
        if (i < count)
            Elementwise.StorePart(Of(Elementwise.LoadPart(input + i, count - i)), output + i, count - i);
    }

    // The switch is folded, as the shape's function is a constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Of(Vector<float> x) => TShape.Function switch
    {
        ElementFunction.Negative => -x,
        ElementFunction.Absolute => Vector.Abs(x),
        ElementFunction.Square => x * x,
        ElementFunction.Sqrt => Vector.SquareRoot(x),
        ElementFunction.Rsqrt => Vector<float>.One / Vector.SquareRoot(x),
        ElementFunction.Reciprocal => Vector<float>.One / x,
        ElementFunction.Exp => VectorFunctions.Exp(x),
        ElementFunction.Floor => Vector.Floor(x),
        ElementFunction.Ceil => Vector.Ceiling(x),
        ElementFunction.Clip => VectorFunctions.Clamp(x, TShape.First, TShape.Second),
        ElementFunction.LeakyRelu => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, x * Vector.Create(TShape.First)),
        ElementFunction.Elu => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, VectorFunctions.ExpM1OfNegative(x) * Vector.Create(TShape.First)),
        _ => x * (Vector<float>.One + VectorFunctions.Tanh((x + (x * x * x * Vector.Create(GeluCubic))) * Vector.Create(SqrtTwoByPi))) * Vector.Create(0.5f),
    };
}
