namespace GenNet.Kernels;

/// <summary>Vectors along an axis divided by their length: x / √max(Σx², ε), and its gradient.</summary>
/// <param name="depth">Size of the axis.</param>
/// <param name="inner">Values behind the axis: the distance of neighbours along it.</param>
internal readonly unsafe struct UnitLength(int depth, int inner)
{
    /// <summary>The least sum of squares: keras.ops.normalize bounds it so, with its epsilon of 1e-7.</summary>
    public const float LeastSquare = 1e-14f;

    /// <summary>The vectors of <paramref name="count"/> values; <paramref name="output"/> may be <paramref name="input"/>.</summary>
    public void Forward(float* input, float* output, nint count)
    {
        for (nint at = 0; at < count; at = Next(at))
        {
            var inverse = 1 / MathF.Sqrt(MathF.Max(SumOfSquares(input + at), LeastSquare));
            for (var i = 0; i < depth; i++)
                output[at + ((nint)i * inner)] = input[at + ((nint)i * inner)] * inverse;
        }
    }

    /// <summary>The gradient of the input: (g − y · Σ g·y) / length. <paramref name="inputGradient"/> may be <paramref name="outputGradient"/>.</summary>
    public void Backward(float* input, float* output, float* outputGradient, float* inputGradient, nint count)
    {
        for (nint at = 0; at < count; at = Next(at))
        {
            var square = SumOfSquares(input + at);
            var inverse = 1 / MathF.Sqrt(MathF.Max(square, LeastSquare));
            var dot = 0f;
            for (var i = 0; square > LeastSquare && i < depth; i++)
                dot = MathF.FusedMultiplyAdd(outputGradient[at + ((nint)i * inner)], output[at + ((nint)i * inner)], dot);
            for (var i = 0; i < depth; i++)
                inputGradient[at + ((nint)i * inner)] = (outputGradient[at + ((nint)i * inner)] - (output[at + ((nint)i * inner)] * dot)) * inverse;
        }
    }

    private float SumOfSquares(float* values)
    {
        var sum = 0f;
        for (var i = 0; i < depth; i++)
            sum = MathF.FusedMultiplyAdd(values[(nint)i * inner], values[(nint)i * inner], sum);
        return sum;
    }

    // The first value of the next vector: beside this one, or behind the last that lies beside it.
    private nint Next(nint at) => (at + 1) % inner == 0 ? at + 1 + ((nint)(depth - 1) * inner) : at + 1;
}
