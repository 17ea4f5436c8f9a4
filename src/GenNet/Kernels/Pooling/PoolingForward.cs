using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>Lines of a pooling's output, one after another.</summary>
internal unsafe struct PoolingForward<TShape, TOperator> : IParallelBody
    where TShape : struct, IPoolingShape
    where TOperator : struct, IPoolingOperator
{
    private const int ParallelPiece = 32 * 1024;

    private float* _input;
    private float* _output;
    private WorkSplit _split;

    private static int PixelSize => PoolingPlane<TShape>.PixelSize;

    /// <summary>All lines of the batch.</summary>
    public static void Run(in Pass pass, TensorRef input, TensorRef output)
    {
        var perLine = (long)PoolingPlane<TShape>.OutputLine * TShape.PoolDepth * TShape.PoolHeight * TShape.PoolWidth;
        var lines = new PoolingForward<TShape, TOperator>
        {
            _input = input.Pointer,
            _output = output.Pointer,
            _split = new((nint)pass.Rows * PoolingPlane<TShape>.Planes * PoolingPlane<TShape>.OutputLines, 1, (int)Math.Max(1, ParallelPiece / perLine)),
        };
        lines._split.Run(pass.Workers, ref lines);
    }

    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = _split[index];
        for (var line = start; line < start + count; line++)
        {
            var (plane, inPlane) = Math.DivRem(line, PoolingPlane<TShape>.OutputLines);
            var (slice, row) = Math.DivRem((int)inPlane, TShape.OutputHeight);
            var input = _input + (plane * PoolingPlane<TShape>.InputSize);
            var output = _output + (line * PoolingPlane<TShape>.OutputLine);
            var (depth, height) = (PoolingPlane<TShape>.Depth.Window(slice), PoolingPlane<TShape>.Height.Window(row));
            if (PixelSize < Vector<float>.Count)
                NarrowPixels<TShape, TOperator>.Line(input, output, depth, height);
            else
                WidePixels(input, output, depth, height);
        }
    }

    // Positions of at least a vector of channels.
    private static void WidePixels(float* input, float* output, AxisRange depth, AxisRange height)
    {
        for (var column = 0; column < TShape.OutputWidth; column++, output += PixelSize)
        {
            var window = new PoolingWindow(depth, height, PoolingPlane<TShape>.Width.Window(column));
            var first = input + window.First<TShape>();
            var channel = 0;
            if (PoolingPlane<TShape>.AreFourPositions)
            {
                for (; channel <= PixelSize - Vector<float>.Count; channel += Vector<float>.Count)
                    Vector.Store(Finish(OfFour(first + channel), window), output + channel);
            }
            for (; channel <= PixelSize - (4 * Vector<float>.Count); channel += 4 * Vector<float>.Count)
                FourVectors(first + channel, output + channel, window);
            for (; channel <= PixelSize - Vector<float>.Count; channel += Vector<float>.Count)
                Vector.Store(Finish(OneVector(first + channel, Vector<float>.Count, window), window), output + channel);
            if (channel < PixelSize)
                Elementwise.StorePart(Finish(OneVector(first + channel, PixelSize - channel, window), window), output + channel, PixelSize - channel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> OfFour(float* first) => TOperator.Combine(
        TOperator.Combine(Vector.Load(first), Vector.Load(first + PixelSize)),
        TOperator.Combine(Vector.Load(first + PoolingPlane<TShape>.InputLine), Vector.Load(first + PoolingPlane<TShape>.InputLine + PixelSize)));

    // The loops over the window cost as much as one vector's work.
    private static void FourVectors(float* first, float* output, in PoolingWindow window)
    {
        var result0 = Vector.Create(TOperator.Start);
        var (result1, result2, result3) = (result0, result0, result0);
        for (var slice = 0; slice < window.Depth.Count; slice++)
        {
            for (var row = 0; row < window.Height.Count; row++)
            {
                var at = first + PoolingPlane<TShape>.Input(slice, row);
                for (var column = 0; column < window.Width.Count; column++, at += PixelSize)
                {
                    result0 = TOperator.Combine(result0, Vector.Load(at));
                    result1 = TOperator.Combine(result1, Vector.Load(at + Vector<float>.Count));
                    result2 = TOperator.Combine(result2, Vector.Load(at + (2 * Vector<float>.Count)));
                    result3 = TOperator.Combine(result3, Vector.Load(at + (3 * Vector<float>.Count)));
                }
            }
        }
        Vector.Store(Finish(result0, window), output);
        Vector.Store(Finish(result1, window), output + Vector<float>.Count);
        Vector.Store(Finish(result2, window), output + (2 * Vector<float>.Count));
        Vector.Store(Finish(result3, window), output + (3 * Vector<float>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> OneVector(float* first, int length, in PoolingWindow window)
    {
        var result = Vector.Create(TOperator.Start);
        for (var slice = 0; slice < window.Depth.Count; slice++)
        {
            for (var row = 0; row < window.Height.Count; row++)
            {
                var at = first + PoolingPlane<TShape>.Input(slice, row);
                for (var column = 0; column < window.Width.Count; column++, at += PixelSize)
                    result = TOperator.Combine(result, Elementwise.LoadPart(at, length));
            }
        }
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Finish(Vector<float> result, in PoolingWindow window) => TOperator.IsMean ? result / Vector.Create((float)window.Count) : result;
}
