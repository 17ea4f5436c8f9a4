using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>The gradient of an average pooling's input: a position has its share of the gradient of each window that it is in. Threads share lines of the input.</summary>
internal unsafe struct AveragePoolingBackward<TShape> : IParallelBody
    where TShape : struct, IPoolingShape
{
    private const int ParallelPiece = 16 * 1024;

    private float* _outputGradient;
    private float* _inputGradient;
    private WorkSplit _split;

    private static int PixelSize => PoolingPlane<TShape>.PixelSize;

    /// <summary>All lines of the batch.</summary>
    public static void Run(in Pass pass, TensorRef outputGradient, TensorRef inputGradient)
    {
        var lines = new AveragePoolingBackward<TShape>
        {
            _outputGradient = outputGradient.Pointer,
            _inputGradient = inputGradient.Pointer,
            _split = new((nint)pass.Rows * PoolingPlane<TShape>.Planes * PoolingPlane<TShape>.InputLines, 1, Math.Max(1, ParallelPiece / PoolingPlane<TShape>.InputLine)),
        };
        lines._split.Run(pass.Workers, ref lines);
    }

    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = _split[index];
        for (var line = start; line < start + count; line++)
        {
            var (plane, inPlane) = Math.DivRem(line, PoolingPlane<TShape>.InputLines);
            var (slice, row) = Math.DivRem((int)inPlane, TShape.InputHeight);
            var into = _inputGradient + (line * PoolingPlane<TShape>.InputLine);
            new Span<float>(into, PoolingPlane<TShape>.InputLine).Clear();
            var (slices, rows) = (PoolingPlane<TShape>.Depth.WindowsOf(slice), PoolingPlane<TShape>.Height.WindowsOf(row));
            for (var outputSlice = slices.First; outputSlice <= slices.Last; outputSlice++)
            {
                for (var outputRow = rows.First; outputRow <= rows.Last; outputRow++)
                {
                    var lines = PoolingPlane<TShape>.Depth.Window(outputSlice).Count * PoolingPlane<TShape>.Height.Window(outputRow).Count;
                    var from = _outputGradient + (plane * PoolingPlane<TShape>.OutputSize) + PoolingPlane<TShape>.Output(outputSlice, outputRow);
                    AddLine(from, into, lines);
                }
            }
        }
    }

    private static void AddLine(float* outputGradient, float* inputGradient, int lines)
    {
        for (var column = 0; column < TShape.OutputWidth; column++, outputGradient += PixelSize)
        {
            var columns = PoolingPlane<TShape>.Width.Window(column);
            var first = inputGradient + ((nint)columns.First * PixelSize);
            if (PixelSize == 1)
                AddValue(*outputGradient / (lines * columns.Count), first, columns.Count);
            else
                AddPixel(outputGradient, first, lines, columns.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddValue(float share, float* inputGradient, int count)
    {
        for (var k = 0; k < count; k++)
            inputGradient[k] += share;
    }

    private static void AddPixel(float* outputGradient, float* inputGradient, int lines, int columns)
    {
        var count = Vector.Create((float)(lines * columns));
        var channel = 0;
        for (; channel <= PixelSize - Vector<float>.Count; channel += Vector<float>.Count)
            AddVector(outputGradient + channel, inputGradient + channel, Vector<float>.Count, count, columns);
        if (channel < PixelSize)
            AddVector(outputGradient + channel, inputGradient + channel, PixelSize - channel, count, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddVector(float* outputGradient, float* inputGradient, int length, Vector<float> count, int columns)
    {
        var share = Elementwise.LoadPart(outputGradient, length) / count;
        for (var k = 0; k < columns; k++)
        {
            var at = inputGradient + ((nint)k * PixelSize);
            Elementwise.StorePart(Elementwise.LoadPart(at, length) + share, at, length);
        }
    }
}
