using System.Runtime.InteropServices;
using GenNet.Elements;

namespace GenNet.Devices;

/// <summary>The penalties that L1 and L2 regularizers add to the loss: l1·Σ|w| + l2·Σw² (Keras' <c>L1L2</c>).</summary>
internal static class Penalties
{
    /// <summary>Those of <paramref name="trained"/> variables that have one; as in Keras, frozen ones have none.</summary>
    public static VariableDescription[] Of(IEnumerable<VariableDescription> trained) => [.. trained.Where(static v => v.L1 != 0 || v.L2 != 0)];

    /// <summary>The sum of all penalties; their gradients are added where <paramref name="gradients"/> aren't empty.</summary>
    public static double Apply(VariableDescription[] variables, ReadOnlySpan<float> weights, Span<float> gradients)
    {
        double sum = 0;
        foreach (var variable in variables)
        {
            var count = (int)variable.Shape.ElementCount;
            var values = Singles(variable, weights);
            double magnitudes = 0, squares = 0;
            foreach (var value in values)
            {
                magnitudes += Math.Abs((double)value);
                squares += (double)value * value;
            }
            sum += (variable.L1 * magnitudes) + (variable.L2 * squares);
            if (gradients.IsEmpty)
                continue;
            var gradient = gradients.Slice(variable.Offset, count);
            for (var i = 0; i < count; i++)
                gradient[i] += (float)((variable.L1 * Math.Sign(values[i])) + (2 * variable.L2 * values[i]));
        }
        return sum;
    }

    private static ReadOnlySpan<float> Singles(VariableDescription variable, ReadOnlySpan<float> weights)
    {
        var slots = weights.Slice(variable.Offset, variable.Slots);
        if (variable.DType == DType.Float32)
            return slots;
        var values = new float[variable.Shape.ElementCount];
        ElementConversion.ToSingle(MemoryMarshal.AsBytes(slots), variable.DType, values);
        return values;
    }
}
