using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// The left factor of a kernel's gradient: a line is a tap and a channel of a group, along which lie the input's values under it, output position by output position of the whole batch.
/// </summary>
internal struct TapLines : ITileOperand<TapLines>
{
    public ArrayView<float> Input;
    public ConvolutionGeometry Shape;

    /// <summary>Output positions of an image.</summary>
    public Divisor Positions;

    /// <summary>Output positions of a slice.</summary>
    public Divisor SlicePositions;

    /// <summary>Output positions of a row.</summary>
    public Divisor RowPositions;

    /// <summary>Output positions of the batch.</summary>
    public int Depth;

    /// <summary>1 where four channels can be loaded at once, else 0.</summary>
    public int IsAligned;

    public static bool IsAlongDepth => false;

    public static LinePlace PlaceOf(TapLines operand, int batch, int line)
    {
        var tap = Divisor.Divide(line, operand.Shape.GroupChannels);
        var at = ConvolutionPlaces.TapAt(operand.Shape, tap);
        var channel = line - (tap * operand.Shape.GroupChannels.Value);
        return new() { Line = line, Offset = (batch * operand.Shape.GroupChannels.Value) + channel, Z = at.Z, Y = at.Y, X = at.X };
    }

    public static F4 Load(TapLines operand, LinePlace place, int depth)
    {
        if (depth >= operand.Depth)
            return default;
        var shape = operand.Shape;
        var image = Divisor.Divide(depth, operand.Positions);
        var inImage = depth - (image * operand.Positions.Value);
        var slice = Divisor.Divide(inImage, operand.SlicePositions);
        var inSlice = inImage - (slice * operand.SlicePositions.Value);
        var row = Divisor.Divide(inSlice, operand.RowPositions);
        var first = ConvolutionPlaces.FirstInput(shape, new() { Z = slice, Y = row, X = inSlice - (row * operand.RowPositions.Value) });
        var begin = (long)image * shape.InputDepth * shape.InputHeight * shape.InputWidth;
        if (operand.IsAligned != 0)
        {
            var position = place.Line < shape.Taps * shape.GroupChannels.Value ? ConvolutionPlaces.Input(shape, first.Z + place.Z, first.Y + place.Y, first.X + place.X) : -1;
            return position < 0 ? default : operand.Input.Cast<F4>()[(((begin + position) * shape.Channels) + place.Offset) / 4];
        }
        var groupBegin = place.Offset - (place.Line - (Divisor.Divide(place.Line, shape.GroupChannels) * shape.GroupChannels.Value));
        return new()
        {
            X = ValueAt(operand, first, begin, groupBegin, place.Line),
            Y = ValueAt(operand, first, begin, groupBegin, place.Line + 1),
            Z = ValueAt(operand, first, begin, groupBegin, place.Line + 2),
            W = ValueAt(operand, first, begin, groupBegin, place.Line + 3),
        };
    }

    private static float ValueAt(TapLines operand, Position first, long begin, long groupBegin, int line)
    {
        var shape = operand.Shape;
        var tap = Divisor.Divide(line, shape.GroupChannels);
        if (tap >= shape.Taps)
            return 0f;
        var at = ConvolutionPlaces.TapAt(shape, tap);
        var position = ConvolutionPlaces.Input(shape, first.Z + at.Z, first.Y + at.Y, first.X + at.X);
        return position < 0 ? 0f : operand.Input[((begin + position) * shape.Channels) + groupBegin + (line - (tap * shape.GroupChannels.Value))];
    }
}
