using System.Numerics.Tensors;

namespace GenNet.Training.Optimizers;

/// <summary>Makes gradients smaller, as an optimizer's options say; in Keras' order.</summary>
internal static class GradientClipping
{
    /// <summary>Clips the gradients of <paramref name="trained"/> in place.</summary>
    public static void Apply(Optimizer optimizer, TrainedWeights trained, Span<float> gradients)
    {
        if (optimizer.ClipNorm is { } clipNorm)
        {
            foreach (var variable in trained.Variables)
            {
                var gradient = gradients.Slice(variable.Offset, (int)variable.Shape.ElementCount);
                Scale(gradient, clipNorm, Math.Sqrt(SumOfSquares(gradient)));
            }
        }
        if (optimizer.GlobalClipNorm is { } globalClipNorm)
        {
            double squares = 0;
            foreach (var (start, count) in trained.Ranges)
                squares += SumOfSquares(gradients.Slice(start, count));
            foreach (var (start, count) in trained.Ranges)
                Scale(gradients.Slice(start, count), globalClipNorm, Math.Sqrt(squares));
        }
        if (optimizer.ClipValue is { } clipValue)
        {
            foreach (var (start, count) in trained.Ranges)
            {
                var gradient = gradients.Slice(start, count);
                TensorPrimitives.Clamp(gradient, -(float)clipValue, (float)clipValue, gradient);
            }
        }
    }

    private static void Scale(Span<float> gradient, double largest, double norm)
    {
        if (norm > largest)
            TensorPrimitives.Multiply(gradient, (float)(largest / norm), gradient);
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += (double)value * value;
        return sum;
    }
}
