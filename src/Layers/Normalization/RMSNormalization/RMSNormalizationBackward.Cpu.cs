using System.Numerics;
using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// The gradient of the input: with h = g·scale and x̂ the normalized input, (h − x̂·mean(h·x̂)) / √(mean(x²) + epsilon), the means being over the
/// group. h takes the place of the output's gradient.
/// </summary>
internal unsafe struct RMSNormalizationBackward<TShape> : IParallelBody
    where TShape : struct, IRMSNormalizationShape
{
    public float* Input;
    public float* Scale;
    public float* Saved;
    public float* OutputGradient;
    public float* InputGradient;
    public WorkSplit Split;

    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = Split[index];
        for (var group = start; group < start + count; group++)
        {
            var offset = group * TShape.GroupSize;
            var h = OutputGradient + offset;
            var span = new Span<float>(h, TShape.GroupSize);
            TensorPrimitives.Multiply(span, new ReadOnlySpan<float>(Scale, TShape.GroupSize), span);
            var inverse = Saved[group];
            var mean = Sums.Dot(h, Input + offset, TShape.GroupSize) * inverse / TShape.GroupSize;
            StoreGradient(h, Input + offset, InputGradient + offset, inverse, mean);
        }
    }

    private static void StoreGradient(float* h, float* input, float* inputGradient, float inverse, float mean)
    {
        var i = 0;
        for (; i <= TShape.GroupSize - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Store(Gradient(Vector.Load(h + i), Vector.Load(input + i), inverse, mean), inputGradient + i);
        var rest = TShape.GroupSize - i;
        if (rest > 0)
            Elementwise.StorePart(Gradient(Elementwise.LoadPart(h + i, rest), Elementwise.LoadPart(input + i, rest), inverse, mean), inputGradient + i, rest);
    }

    private static Vector<float> Gradient(Vector<float> h, Vector<float> x, float inverse, float mean) => (h - (x * inverse * mean)) * inverse;
}
