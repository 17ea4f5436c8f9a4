using System.Globalization;
using System.Numerics.Tensors;

namespace GenNet.Weights;

/// <summary>What values that were loaded give reason to doubt.</summary>
internal static class ValueDoubt
{
    /// <summary>Remarks on the values of a variable; null if there is nothing to say, which one pass over them finds out.</summary>
    /// <param name="variable">Keras' name of the variable: a variance has to be positive.</param>
    /// <param name="values">Its values.</param>
    /// <param name="tooLarge">How many of them were finite in the file, and too large for float32.</param>
    public static string? In(string variable, ReadOnlySpan<float> values, long tooLarge)
    {
        if (tooLarge > 0)
            return string.Create(CultureInfo.InvariantCulture, $"{tooLarge} of {values.Length} values do not fit float32, and became infinite");
        if (!TensorPrimitives.IsFiniteAll(values))
            return string.Create(CultureInfo.InvariantCulture, $"{Count(values, static v => !float.IsFinite(v))} of {values.Length} values are NaN or infinite");
        return variable == "moving_variance" && Count(values, static v => v < 0) is > 0 and var negative
            ? string.Create(CultureInfo.InvariantCulture, $"{negative} of {values.Length} variances are negative")
            : null;
    }

    private static int Count(ReadOnlySpan<float> values, Func<float, bool> isOne)
    {
        var count = 0;
        foreach (var value in values)
            count += isOne(value) ? 1 : 0;
        return count;
    }
}
