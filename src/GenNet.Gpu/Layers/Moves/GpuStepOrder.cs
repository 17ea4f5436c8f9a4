using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Steps in another order, in words of four bytes where a step is such.</summary>
internal static class GpuStepOrder
{
    /// <summary>(first, second, …) becomes (second, first, …).</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="from">What is there.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="first">The first axis.</param>
    /// <param name="second">The second.</param>
    /// <param name="bytes">Bytes of what lies together behind both.</param>
    public static void Transpose(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, int first, int second, int bytes)
    {
        var size = bytes % sizeof(float) == 0 ? bytes / sizeof(float) : bytes;
        var map = AxisMap.Of([second, first, size], [size, checked(second * size), 1]);
        Move(pass, from, to, map, rows: 1, checked(first * second * size), start: 0, isWords: size != bytes);
    }

    /// <summary>The steps of each row in reverse order.</summary>
    public static void Reverse(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, int steps, int bytes)
    {
        var size = bytes % sizeof(float) == 0 ? bytes / sizeof(float) : bytes;
        Move(pass, from, to, AxisMap.Of([steps, size], [-size, 1]), pass.Rows, steps * size, start: (steps - 1) * size, isWords: size != bytes);
    }

    private static void Move(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, AxisMap map, int rows, int rowSize, int start, bool isWords)
    {
        if (isWords)
            Move(pass, from.Rest, to.Rest, map, rows, rowSize, start);
        else
            Move(pass, from.Rest.Cast<byte>(), to.Rest.Cast<byte>(), map, rows, rowSize, start);
    }

    private static void Move<T>(in GpuPass pass, ArrayView<T> from, ArrayView<T> to, AxisMap map, int rows, int rowSize, int start)
        where T : unmanaged
    {
        var count = (long)rows * rowSize;
        pass.LaunchForEach(count, new MappedValues<T> { From = from, To = to, Map = map, Count = count, RowSize = rowSize, FromRowSize = rowSize, Start = start });
    }
}
