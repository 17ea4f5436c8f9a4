using System.Numerics;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>
/// A line of a pooling's output whose positions have less than a vector of channels, as all have where the channels come first: what lies above and behind each other is combined first, all
/// along the input's line.
/// </summary>
internal static unsafe class NarrowPixels<TShape, TOperator>
    where TShape : struct, IPoolingShape
    where TOperator : struct, IPoolingOperator
{
    private static int PixelSize => PoolingPlane<TShape>.PixelSize;

    private static int LineSize => PoolingPlane<TShape>.InputLine;

    // Columns whose windows no padding cuts.
    private static AxisRange WholeColumns => TShape.IsAdaptive
        ? new(0, -1)
        : new(
            (TShape.PaddingLeft + TShape.StrideWidth - 1) / TShape.StrideWidth,
            Math.Min((TShape.InputWidth - TShape.PoolWidth + TShape.PaddingLeft) / TShape.StrideWidth, TShape.OutputWidth - 1));

    /// <summary>The line of the windows that have these slices and rows.</summary>
    public static void Line(float* input, float* output, AxisRange depth, AxisRange height)
    {
        var line = Combined(input + PoolingPlane<TShape>.Input(depth.First, height.First), depth.Count, height.Count);
        var lines = depth.Count * height.Count;
        var column = 0;
        if (TShape.StrideWidth == 1 && WholeColumns is { Count: > 0 } whole && PixelSize * whole.Count >= Vector<float>.Count)
        {
            for (; column < whole.First; column++)
                Column(line, output, column, lines);
            Neighbours(line, output + ((nint)column * PixelSize), whole.Count * PixelSize, lines);
            column = whole.Last + 1;
        }
        for (; column < TShape.OutputWidth; column++)
            Column(line, output, column, lines);
    }

    // All lines of a window as one; a single one as it lies there.
    private static float* Combined(float* first, int slices, int rows)
    {
        if (slices * rows == 1)
            return first;
        var result = Scratch.Take(ScratchUse.PoolingLine, LineSize);
        for (var line = 1; line < slices * rows; line++)
            Combine(line == 1 ? first : result, first + PoolingPlane<TShape>.Input(line / rows, line % rows), result);
        return result;
    }

    private static void Combine(float* left, float* right, float* result)
    {
        var i = 0;
        for (; i <= LineSize - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Store(TOperator.Combine(Vector.Load(left + i), Vector.Load(right + i)), result + i);
        for (; i < LineSize; i++)
            result[i] = TOperator.Combine(left[i], right[i]);
    }

    private static void Column(float* line, float* output, int column, int lines)
    {
        var columns = PoolingPlane<TShape>.Width.Window(column);
        var first = line + ((nint)columns.First * PixelSize);
        for (var channel = 0; channel < PixelSize; channel++)
        {
            var result = first[channel];
            for (var k = 1; k < columns.Count; k++)
                result = TOperator.Combine(result, first[(k * PixelSize) + channel]);
            output[(column * PixelSize) + channel] = TOperator.IsMean ? result / (lines * columns.Count) : result;
        }
    }

    // Windows of stride 1 that padding doesn't cut: the first begins with the line.
    private static void Neighbours(float* line, float* output, int count, int lines)
    {
        for (var i = 0; i < count; i += Vector<float>.Count)
        {
            // The last vector begins earlier, and does some values once more.
            var at = Math.Min(i, count - Vector<float>.Count);
            var result = Vector.Load(line + at);
            for (var k = 1; k < TShape.PoolWidth; k++)
                result = TOperator.Combine(result, Vector.Load(line + at + (k * PixelSize)));
            Vector.Store(TOperator.IsMean ? result / Vector.Create((float)(lines * TShape.PoolWidth)) : result, output + at);
        }
    }
}
