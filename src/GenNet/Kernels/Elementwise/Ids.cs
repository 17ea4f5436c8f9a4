using System.Globalization;

namespace GenNet.Kernels;

/// <summary>Whole numbers that name something, in the type that they come in.</summary>
internal static unsafe class Ids
{
    /// <summary>One of them, as Keras' cast to int32 of numbers that aren't whole: towards 0. What no integer is, NaN among it, is no id of any layer: −1.</summary>
    public static long At(float* ids, DType type, nint index) => type switch
    {
        DType.Int64 => ((long*)ids)[index],
        DType.Int32 => ((int*)ids)[index],
        DType.Float64 => IdOf(((double*)ids)[index]),
        _ => IdOf(ids[index]),
    };

    /// <summary>As it was given, for messages.</summary>
    public static string TextAt(float* ids, DType type, nint index) => type switch
    {
        DType.Int64 => ((long*)ids)[index].ToString(CultureInfo.InvariantCulture),
        DType.Int32 => ((int*)ids)[index].ToString(CultureInfo.InvariantCulture),
        DType.Float64 => ((double*)ids)[index].ToString(CultureInfo.InvariantCulture),
        _ => ids[index].ToString(CultureInfo.InvariantCulture),
    };

    private static long IdOf(double value) => double.Abs(value) < int.MaxValue ? (long)value : -1;
}
