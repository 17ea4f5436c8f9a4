using System.Numerics.Tensors;

namespace GenNet.Layers;

/// <summary>What generated code does with values between layers besides calling layers.</summary>
public static unsafe class Values
{
    /// <summary>Copies <paramref name="perRow"/> values of each row; nothing if nobody wants them.</summary>
    public static void Copy(in Pass pass, TensorRef from, TensorRef to, int perRow)
    {
        if (!to.IsNone)
            Span(pass, from, perRow).CopyTo(Span(pass, to, perRow));
    }

    /// <summary>
    /// Adds <paramref name="perRow"/> values of each row: a value that several calls take has the sum of their gradients. Nothing if nobody
    /// wants the sum, or the part.
    /// </summary>
    public static void Accumulate(in Pass pass, TensorRef from, TensorRef into, int perRow)
    {
        if (!into.IsNone && !from.IsNone)
            TensorPrimitives.Add(Span(pass, into, perRow), Span(pass, from, perRow), Span(pass, into, perRow));
    }

    private static Span<float> Span(in Pass pass, TensorRef tensor, int perRow) => new(tensor.Pointer, checked(pass.Rows * perRow));
}
