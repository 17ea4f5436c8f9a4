using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// The left factor of a transposed convolution: a line is an input position, along which lie the output's values that it has a part in, tap by tap and filter by filter of one group; 0 where a
/// stride leaves none.
/// </summary>
internal struct OutputPatches : ITileOperand<OutputPatches>
{
    public ArrayView<float> Output;
    public ConvolutionGeometry Shape;

    /// <summary>Input positions of the batch.</summary>
    public int Lines;

    /// <summary>1 where four filters can be loaded at once, else 0.</summary>
    public int IsAligned;

    public static bool IsAlongDepth => true;

    public static LinePlace PlaceOf(OutputPatches operand, int batch, int line)
    {
        var shape = operand.Shape;
        var positions = shape.InputDepth * shape.InputHeight * shape.InputWidth;
        var image = line / positions;
        var at = ConvolutionPlaces.At(line - (image * positions), shape.InputHeight, shape.InputWidth);
        return new()
        {
            Line = line,
            Offset = ((long)image * shape.OutputDepth * shape.OutputHeight * shape.OutputWidth * shape.Filters) + (batch * shape.GroupFilters.Value),
            Z = at.Z + shape.PadFront,
            Y = at.Y + shape.PadTop,
            X = at.X + shape.PadLeft,
        };
    }

    public static F4 Load(OutputPatches operand, LinePlace place, int depth)
    {
        if (place.Line >= operand.Lines)
            return default;
        if (operand.IsAligned != 0)
        {
            var offset = OffsetOf(operand.Shape, place, depth);
            return offset < 0 ? default : operand.Output.Cast<F4>()[offset / 4];
        }
        return new()
        {
            X = ValueAt(operand, place, depth),
            Y = ValueAt(operand, place, depth + 1),
            Z = ValueAt(operand, place, depth + 2),
            W = ValueAt(operand, place, depth + 3),
        };
    }

    private static float ValueAt(OutputPatches operand, LinePlace place, int depth)
    {
        var offset = OffsetOf(operand.Shape, place, depth);
        return offset < 0 ? 0f : operand.Output[offset];
    }

    private static long OffsetOf(ConvolutionGeometry shape, LinePlace place, int depth)
    {
        var tap = Divisor.Divide(depth, shape.GroupFilters);
        if (tap >= shape.Taps)
            return -1;
        var at = ConvolutionPlaces.TapAt(shape, tap);
        var position = ConvolutionPlaces.Output(shape, place.Z - at.Z, place.Y - at.Y, place.X - at.X);
        return position < 0 ? -1 : place.Offset + ((long)position * shape.Filters) + (depth - (tap * shape.GroupFilters.Value));
    }
}
