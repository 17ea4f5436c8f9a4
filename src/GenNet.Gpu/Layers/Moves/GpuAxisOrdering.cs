using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Rows from one order of axes to another and back.</summary>
internal static class GpuAxisOrdering<TShape>
    where TShape : struct, IAxisOrderShape
{
    /// <summary>From the old order to the new.</summary>
    public static void Apply(in GpuPass pass, GpuTensorRef from, GpuTensorRef to) => Run(pass, from, to, TShape.Dimensions, TShape.Strides);

    /// <summary>From the new order to the old.</summary>
    public static void Undo(in GpuPass pass, GpuTensorRef from, GpuTensorRef to)
    {
        var rank = TShape.Dimensions.Length;
        Span<int> axes = stackalloc int[rank], distances = stackalloc int[rank], sizes = stackalloc int[rank], strides = stackalloc int[rank];
        for (int axis = rank - 1, stride = 1; axis >= 0; stride *= TShape.Dimensions[axis], axis--)
            (axes[axis], strides[axis], distances[axis]) = (axis, stride, -TShape.Strides[axis]);
        // The old order is the one in which distances fall.
        distances.Sort(axes);
        for (var axis = 0; axis < rank; axis++)
            (sizes[axis], distances[axis]) = (TShape.Dimensions[axes[axis]], strides[axes[axis]]);
        Run(pass, from, to, sizes, distances);
    }

    private static void Run(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
    {
        switch (TShape.ElementSize)
        {
            case sizeof(byte): Map(pass, from.Rest.Cast<byte>(), to.Rest.Cast<byte>(), AxisMap.Of(sizes, strides), TShape.RowSize); break;
            case sizeof(float): Map(pass, from.Rest, to.Rest, AxisMap.Of(sizes, strides), TShape.RowSize); break;
            default:
                // In two words, since eight bytes may lie where a device doesn't read them at once.
                Span<int> ofWords = stackalloc int[strides.Length];
                for (var axis = 0; axis < strides.Length; axis++)
                    ofWords[axis] = 2 * strides[axis];
                Map(pass, from.Rest, to.Rest, AxisMap.Of(sizes, ofWords, last: 2), 2 * TShape.RowSize);
                break;
        }
    }

    private static void Map<T>(in GpuPass pass, ArrayView<T> from, ArrayView<T> to, AxisMap map, int rowSize)
        where T : unmanaged
    {
        var count = (long)pass.Rows * rowSize;
        pass.LaunchForEach(count, new MappedValues<T> { From = from, To = to, Map = map, Count = count, RowSize = rowSize, FromRowSize = rowSize });
    }
}
