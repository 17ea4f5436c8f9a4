using System.Numerics.Tensors;
using GenNet.Elements;

namespace GenNet.Layers;

/// <summary>What generated code does with values between layers besides calling layers.</summary>
public static unsafe class Values
{
    /// <summary>Copies <paramref name="perRow"/> values of each row; nothing if nobody wants them.</summary>
    public static void Copy<T>(in Pass pass, TensorRef from, TensorRef to, int perRow)
        where T : unmanaged
    {
        if (!to.IsNone)
            Span<T>(pass, from, perRow).CopyTo(Span<T>(pass, to, perRow));
    }

    /// <summary>Sets <paramref name="perRow"/> values of each row to 0; nothing if nobody wants them.</summary>
    public static void Clear(in Pass pass, TensorRef values, int perRow)
    {
        if (!values.IsNone)
            Span<float>(pass, values, perRow).Clear();
    }

    /// <summary>
    /// Adds <paramref name="perRow"/> values of each row: a value that several calls take has the sum of their gradients. Nothing if nobody
    /// wants the sum, or the part.
    /// </summary>
    public static void Accumulate(in Pass pass, TensorRef from, TensorRef into, int perRow)
    {
        if (!into.IsNone && !from.IsNone)
            TensorPrimitives.Add(Span<float>(pass, into, perRow), Span<float>(pass, from, perRow), Span<float>(pass, into, perRow));
    }

    /// <summary>float16 numbers of the caller's as values between layers.</summary>
    public static void FromFloat16(in Pass pass, TensorRef from, TensorRef to, int perRow) =>
        TensorPrimitives.ConvertToSingle(Span<Half>(pass, from, perRow), Span<float>(pass, to, perRow));

    /// <summary>Values between layers as float16 numbers of the caller's.</summary>
    public static void ToFloat16(in Pass pass, TensorRef from, TensorRef to, int perRow) =>
        TensorPrimitives.ConvertToHalf(Span<float>(pass, from, perRow), Span<Half>(pass, to, perRow));

    /// <summary>Each value as the nearest one of float16; <paramref name="to"/> may be <paramref name="from"/>.</summary>
    public static void RoundToFloat16(in Pass pass, TensorRef from, TensorRef to, int perRow) =>
        Round(Span<float>(pass, from, perRow), Span<float>(pass, to, perRow), DType.Float16);

    /// <summary>Each value as the nearest one of bfloat16; <paramref name="to"/> may be <paramref name="from"/>.</summary>
    public static void RoundToBFloat16(in Pass pass, TensorRef from, TensorRef to, int perRow) =>
        Round(Span<float>(pass, from, perRow), Span<float>(pass, to, perRow), DType.BFloat16);

    private static void Round(ReadOnlySpan<float> from, Span<float> to, DType type)
    {
        from.CopyTo(to);
        ElementConversion.Round(to, type);
    }

    private static Span<T> Span<T>(in Pass pass, TensorRef tensor, int perRow)
        where T : unmanaged => new(tensor.Pointer, checked(pass.Rows * perRow));
}
