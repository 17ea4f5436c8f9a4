using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Kinds of elements that change into each other.</summary>
internal enum ElementKind
{
    /// <summary>float32.</summary>
    Real,

    /// <summary>Whole numbers of 32 bits.</summary>
    Int32,

    /// <summary>Whole numbers of 64 bits.</summary>
    Int64,

    /// <summary>Conditions, a byte each.</summary>
    Condition,
}

/// <summary>A change of type: real numbers become whole ones towards 0, within their bounds, and true where they aren't 0; NaN becomes 0.</summary>
internal struct CastElements : IGpuKernel<CastElements>
{
    private const float TwoTo31 = 2147483648f;
    private const float TwoTo63 = 9223372036854775808f;

    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ArrayView<byte> InputBytes;
    public ArrayView<byte> OutputBytes;
    public ElementKind From;
    public ElementKind To;
    public long Count;

    public static void Run(CastElements kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            if (kernel.From == ElementKind.Real)
                Put(kernel, i, kernel.Input[i]);
            else
                Put(kernel, i, Whole(kernel, i));
        }
    }

    private static long Whole(CastElements kernel, long index) => kernel.From == ElementKind.Condition
        ? kernel.InputBytes[index] != 0 ? 1L : 0L
        : WholeNumbers.At(kernel.Input.Cast<int>(), index, kernel.From == ElementKind.Int64 ? 2 : 1);

    private static void Put(CastElements kernel, long index, float value)
    {
        if (kernel.To == ElementKind.Condition)
            kernel.OutputBytes[index] = value == 0 ? (byte)0 : (byte)1;
        else if (kernel.To == ElementKind.Int64)
            WholeNumbers.Put(kernel.Output.Cast<int>(), index, 2, value >= TwoTo63 ? long.MaxValue : value > -TwoTo63 ? (long)value : value <= -TwoTo63 ? long.MinValue : 0L);
        else if (kernel.To == ElementKind.Int32)
            WholeNumbers.Put(kernel.Output.Cast<int>(), index, 1, value >= TwoTo31 ? int.MaxValue : value > -TwoTo31 ? (int)value : value <= -TwoTo31 ? int.MinValue : 0);
        else
            kernel.Output[index] = value;
    }

    private static void Put(CastElements kernel, long index, long value)
    {
        if (kernel.To == ElementKind.Condition)
            kernel.OutputBytes[index] = value == 0 ? (byte)0 : (byte)1;
        else if (kernel.To == ElementKind.Real)
            kernel.Output[index] = (float)value;
        else if (kernel.To == ElementKind.Int64)
            WholeNumbers.Put(kernel.Output.Cast<int>(), index, 2, value);
        else
            WholeNumbers.Put(kernel.Output.Cast<int>(), index, 1, value > int.MaxValue ? int.MaxValue : value < int.MinValue ? int.MinValue : value);
    }
}
