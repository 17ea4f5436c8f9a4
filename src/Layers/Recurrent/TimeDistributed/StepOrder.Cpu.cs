namespace GenNet.Layers;

/// <summary>Steps and batch in the other order.</summary>
internal static unsafe class StepOrder
{
    /// <summary>(first, second, …) becomes (second, first, …).</summary>
    /// <param name="from">What is there.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="first">The first axis.</param>
    /// <param name="second">The second.</param>
    /// <param name="bytes">Bytes of what lies together behind both.</param>
    public static void Transpose(TensorRef from, TensorRef to, int first, int second, int bytes)
    {
        var source = (byte*)from.Pointer;
        var target = (byte*)to.Pointer;
        for (nint i = 0; i < first; i++)
        {
            for (nint j = 0; j < second; j++)
                new ReadOnlySpan<byte>(source + (((i * second) + j) * bytes), bytes).CopyTo(new(target + (((j * first) + i) * bytes), bytes));
        }
    }
}
