using System.Globalization;
using GenNet.Specs;

namespace GenNet.Training.Data;

/// <summary>Values of one .NET type.</summary>
internal sealed class SampleValuesOf<T>(ReadOnlyMemory<T> values) : SampleValues(ElementType.Of<T>(), values.Length)
    where T : unmanaged
{
    internal override SampleValues Slice(int start, int count) => new SampleValuesOf<T>(values.Slice(start, count));

    internal override void Gather(ReadOnlySpan<int> order, int perRow, HostTensor rows)
    {
        var from = values.Span;
        var to = rows.Write<T>();
        for (var i = 0; i < order.Length; i++)
            from.Slice(order[i] * perRow, perRow).CopyTo(to.Slice(i * perRow, perRow));
    }

    internal override int FirstNotFinite()
    {
        var all = values.Span;
        if (!DType.IsFloating())
            return -1;
        if (typeof(T) == typeof(float))
            return Values.FirstNotFinite(System.Runtime.InteropServices.MemoryMarshal.Cast<T, float>(all));
        for (var i = 0; i < all.Length; i++)
        {
            if (!double.IsFinite(ToDouble(all[i])))
                return i;
        }
        return -1;
    }

    internal override string TextOf(int place) => Convert.ToString(values.Span[place], CultureInfo.InvariantCulture) ?? "";

    internal override ReadOnlyMemory<float> ToSingle()
    {
        if (values is ReadOnlyMemory<float> singles)
            return singles;
        var converted = new float[values.Length];
        for (var i = 0; i < converted.Length; i++)
            converted[i] = (float)ToDouble(values.Span[i]);
        return converted;
    }

    // The JIT keeps the one branch of the type.
    private static double ToDouble(T value) =>
        typeof(T) == typeof(float) ? (float)(object)value
        : typeof(T) == typeof(double) ? (double)(object)value
        : typeof(T) == typeof(Half) ? (double)(Half)(object)value
        : typeof(T) == typeof(int) ? (int)(object)value
        : typeof(T) == typeof(long) ? (long)(object)value
        : (bool)(object)value ? 1 : 0;
}
