using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>The left factor of a convolution: a line is an output position, along which lie the input's values under the kernel, tap by tap and channel by channel of one group.</summary>
internal struct InputPatches : ITileOperand<InputPatches>
{
    public ArrayView<float> Input;
    public ConvolutionGeometry Shape;

    /// <summary>Output positions of the batch.</summary>
    public int Lines;

    /// <summary>1 where four channels can be loaded at once, else 0.</summary>
    public int IsAligned;

    public static bool IsAlongDepth => true;

    public static LinePlace PlaceOf(InputPatches operand, int batch, int line)
    {
        var shape = operand.Shape;
        var positions = shape.OutputDepth * shape.OutputHeight * shape.OutputWidth;
        var image = line / positions;
        var first = ConvolutionPlaces.FirstInput(shape, ConvolutionPlaces.At(line - (image * positions), shape.OutputHeight, shape.OutputWidth));
        return new()
        {
            Line = line,
            Offset = ((long)image * shape.InputDepth * shape.InputHeight * shape.InputWidth * shape.Channels) + (batch * shape.GroupChannels.Value),
            Z = first.Z,
            Y = first.Y,
            X = first.X,
        };
    }

    public static F4 Load(InputPatches operand, LinePlace place, int depth)
    {
        if (place.Line >= operand.Lines)
            return default;
        if (operand.IsAligned != 0)
        {
            var offset = OffsetOf(operand.Shape, place, depth);
            return offset < 0 ? default : operand.Input.Cast<F4>()[offset / 4];
        }
        return new()
        {
            X = ValueAt(operand, place, depth),
            Y = ValueAt(operand, place, depth + 1),
            Z = ValueAt(operand, place, depth + 2),
            W = ValueAt(operand, place, depth + 3),
        };
    }

    private static float ValueAt(InputPatches operand, LinePlace place, int depth)
    {
        var offset = OffsetOf(operand.Shape, place, depth);
        return offset < 0 ? 0f : operand.Input[offset];
    }

    private static long OffsetOf(ConvolutionGeometry shape, LinePlace place, int depth)
    {
        var tap = Divisor.Divide(depth, shape.GroupChannels);
        if (tap >= shape.Taps)
            return -1;
        var at = ConvolutionPlaces.TapAt(shape, tap);
        var position = ConvolutionPlaces.Input(shape, place.Z + at.Z, place.Y + at.Y, place.X + at.X);
        return position < 0 ? -1 : place.Offset + ((long)position * shape.Channels) + (depth - (tap * shape.GroupChannels.Value));
    }
}
