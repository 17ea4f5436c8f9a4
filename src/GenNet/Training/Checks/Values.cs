using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;

namespace GenNet.Training;

/// <summary>Looks for values that can't be meant, at the speed of memory.</summary>
internal static class Values
{
    /// <summary>Place of the first NaN or infinity; -1 if all are numbers.</summary>
    public static int FirstNotFinite(ReadOnlySpan<float> values)
    {
        // The largest magnitude of a span with a NaN is NaN.
        if (values.IsEmpty || float.IsFinite(TensorPrimitives.MaxMagnitude(values)))
            return -1;
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }
        return -1;
    }

    /// <summary>Place of the first NaN or infinity; -1 if all are numbers.</summary>
    public static int FirstNotFinite<T>(ReadOnlySpan<T> values)
        where T : IFloatingPoint<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!T.IsFinite(values[i]))
                return i;
        }
        return -1;
    }

    /// <summary>Place of the first value that isn't between <paramref name="least"/> and <paramref name="largest"/>; -1 if all are.</summary>
    public static int FirstOutside(ReadOnlySpan<float> values, float least, float largest)
    {
        if (values.IsEmpty || (TensorPrimitives.Min(values) >= least && TensorPrimitives.Max(values) <= largest))
            return -1;
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= least && values[i] <= largest))
                return i;
        }
        return -1;
    }

    /// <summary>A value as in messages.</summary>
    public static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);
}
