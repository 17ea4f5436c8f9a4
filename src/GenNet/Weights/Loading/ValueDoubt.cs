using System.Globalization;
using System.Numerics.Tensors;
using GenNet.Specs;

namespace GenNet.Weights;

/// <summary>What values that were loaded give reason to doubt.</summary>
internal static class ValueDoubt
{
    /// <summary>Remarks on the values of a variable; null if there is nothing to say, which one pass over them finds out.</summary>
    /// <param name="variable">Keras' name of the variable: a variance has to be positive.</param>
    /// <param name="values">Its values.</param>
    /// <param name="tooLarge">How many of them were finite in the file, and too large for the variable's type.</param>
    public static string? In(string variable, VariableElements values, long tooLarge)
    {
        if (tooLarge > 0)
            return string.Create(CultureInfo.InvariantCulture, $"{tooLarge} of {values.Count} values do not fit {KerasEnum.Name(values.Type)}, and became infinite");
        if (!AreFinite(values))
            return string.Create(CultureInfo.InvariantCulture, $"{Count(values, static v => !double.IsFinite(v))} of {values.Count} values are NaN or infinite");
        return variable == "moving_variance" && Count(values, static v => v < 0) is > 0 and var negative
            ? string.Create(CultureInfo.InvariantCulture, $"{negative} of {values.Count} variances are negative")
            : null;
    }

    private static bool AreFinite(VariableElements values) =>
        values.Type == DType.Float32 ? TensorPrimitives.IsFiniteAll<float>(values.Singles) : Count(values, static v => !double.IsFinite(v)) == 0;

    private static int Count(VariableElements values, Func<double, bool> isOne)
    {
        var count = 0;
        for (var i = 0; i < values.Count; i++)
            count += isOne(values[i]) ? 1 : 0;
        return count;
    }
}
