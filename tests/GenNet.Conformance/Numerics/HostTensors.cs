namespace GenNet.Conformance.Numerics;

/// <summary>Gives inputs of any type the fixtures' numbers, which are read as float32.</summary>
internal static class HostTensors
{
    /// <summary>Fills <paramref name="tensor"/>.</summary>
    public static void Fill(HostTensor tensor, ReadOnlySpan<float> values)
    {
        switch (tensor.DType)
        {
            case DType.Int32: Convert(values, tensor.Write<int>(), static v => (int)v); break;
            case DType.Int64: Convert(values, tensor.Write<long>(), static v => (long)v); break;
            case DType.Bool: Convert(values, tensor.Write<bool>(), static v => v != 0); break;
            case DType.Float64: Convert(values, tensor.Write<double>(), static v => v); break;
            default: values.CopyTo(tensor.Write<float>()); break;
        }
    }

    /// <summary>The numbers as samples of an input of type <paramref name="type"/>.</summary>
    public static SampleValues Samples(float[] values, DType type) => type switch
    {
        DType.Int32 => Array.ConvertAll(values, static v => (int)v),
        DType.Int64 => Array.ConvertAll(values, static v => (long)v),
        DType.Bool => Array.ConvertAll(values, static v => v != 0),
        DType.Float64 => Array.ConvertAll(values, static v => (double)v),
        _ => values,
    };

    private static void Convert<T>(ReadOnlySpan<float> from, Span<T> to, Func<float, T> convert)
    {
        for (var i = 0; i < from.Length; i++)
            to[i] = convert(from[i]);
    }
}
