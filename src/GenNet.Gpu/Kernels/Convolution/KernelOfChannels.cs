using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>The right factor of a transposed convolution: a line is a channel of a group, along which lie its weights, tap by tap and filter by filter.</summary>
internal struct KernelOfChannels : ITileOperand<KernelOfChannels>
{
    /// <summary>(taps, channels of a group, filters)</summary>
    public ArrayView<float> Kernel;

    public ConvolutionGeometry Shape;

    /// <summary>1 where four filters can be loaded at once, else 0.</summary>
    public int IsAligned;

    public static bool IsAlongDepth => true;

    public static LinePlace PlaceOf(KernelOfChannels operand, int batch, int line) =>
        new() { Line = line, Offset = ((long)line * operand.Shape.Filters) + (batch * operand.Shape.GroupFilters.Value) };

    public static F4 Load(KernelOfChannels operand, LinePlace place, int depth)
    {
        if (place.Line >= operand.Shape.GroupChannels.Value)
            return default;
        if (operand.IsAligned != 0)
        {
            var offset = OffsetOf(operand.Shape, place, depth);
            return offset < 0 ? default : operand.Kernel.Cast<F4>()[offset / 4];
        }
        return new()
        {
            X = ValueAt(operand, place, depth),
            Y = ValueAt(operand, place, depth + 1),
            Z = ValueAt(operand, place, depth + 2),
            W = ValueAt(operand, place, depth + 3),
        };
    }

    private static float ValueAt(KernelOfChannels operand, LinePlace place, int depth)
    {
        var offset = OffsetOf(operand.Shape, place, depth);
        return offset < 0 ? 0f : operand.Kernel[offset];
    }

    private static long OffsetOf(ConvolutionGeometry shape, LinePlace place, int depth)
    {
        var tap = Divisor.Divide(depth, shape.GroupFilters);
        return tap >= shape.Taps
            ? -1
            : place.Offset + ((long)tap * shape.GroupChannels.Value * shape.Filters) + (depth - (tap * shape.GroupFilters.Value));
    }
}
