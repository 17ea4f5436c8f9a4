using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a MaxPooling2D layer.</summary>
public interface IMaxPooling2DShape : IPooling2DShape;

/// <summary>2D max pooling on the CPU.</summary>
public static unsafe class MaxPooling2DKernel<TShape>
    where TShape : struct, IMaxPooling2DShape
{
    private const int ParallelPiece = 32 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        var rows = new OutputRows
        {
            Input = input.Pointer,
            Output = output.Pointer,
            Split = new((nint)pass.Rows * PoolingPlane<TShape>.Planes * TShape.OutputHeight, 1, PieceRows),
        };
        rows.Split.Run(pass.Workers, ref rows);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients: of equal values of a window the first has it all, as in TensorFlow.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var planes = new BackwardPlanes
        {
            Input = input.Pointer,
            Output = output.Pointer,
            OutputGradient = outputGradient.Pointer,
            InputGradient = inputGradient.Pointer,
            Split = new((nint)pass.Rows * PoolingPlane<TShape>.Planes, 1, Math.Max(1, ParallelPiece / PoolingPlane<TShape>.InputSize)),
        };
        planes.Split.Run(pass.Workers, ref planes);
    }

    private static int PieceRows =>
        Math.Max(1, ParallelPiece / (TShape.OutputWidth * PoolingPlane<TShape>.PixelSize * TShape.PoolHeight * TShape.PoolWidth));

    private struct OutputRows : IParallelBody
    {
        public float* Input;
        public float* Output;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var line = start; line < start + count; line++)
            {
                var (plane, row) = Math.DivRem(line, TShape.OutputHeight);
                var input = Input + (plane * PoolingPlane<TShape>.InputSize);
                var output = Output + (plane * PoolingPlane<TShape>.OutputSize);
                for (var column = 0; column < TShape.OutputWidth; column++)
                    Pixel(input, output + PoolingPlane<TShape>.OutputPixel((int)row, column), (int)row, column);
            }
        }

        private static void Pixel(float* input, float* output, int row, int column)
        {
            var (top, bottom) = PoolingPlane<TShape>.Rows(row);
            var (left, right) = PoolingPlane<TShape>.Columns(column);
            var channel = 0;
            if (TShape.PoolHeight == 2 && TShape.PoolWidth == 2 && PoolingPlane<TShape>.AreWindowsWhole)
                channel = LargestOfFour(input + PoolingPlane<TShape>.InputPixel(top, left), output);
            for (; channel <= PoolingPlane<TShape>.PixelSize - Vector<float>.Count; channel += Vector<float>.Count)
            {
                var largest = Vector.Create(float.NegativeInfinity);
                for (var y = top; y <= bottom; y++)
                {
                    for (var x = left; x <= right; x++)
                        largest = Vector.Max(largest, Vector.Load(input + PoolingPlane<TShape>.InputPixel(y, x) + channel));
                }
                Vector.Store(largest, output + channel);
            }
            for (; channel < PoolingPlane<TShape>.PixelSize; channel++)
            {
                var largest = float.NegativeInfinity;
                for (var y = top; y <= bottom; y++)
                {
                    for (var x = left; x <= right; x++)
                        largest = MathF.Max(largest, input[PoolingPlane<TShape>.InputPixel(y, x) + channel]);
                }
                output[channel] = largest;
            }
        }

        // The usual window without its loops.
        private static int LargestOfFour(float* first, float* output)
        {
            var right = first + PoolingPlane<TShape>.InputPixel(0, 1);
            var below = first + PoolingPlane<TShape>.InputPixel(1, 0);
            var last = first + PoolingPlane<TShape>.InputPixel(1, 1);
            var channel = 0;
            for (; channel <= PoolingPlane<TShape>.PixelSize - Vector<float>.Count; channel += Vector<float>.Count)
            {
                var upper = Vector.Max(Vector.Load(first + channel), Vector.Load(right + channel));
                var lower = Vector.Max(Vector.Load(below + channel), Vector.Load(last + channel));
                Vector.Store(Vector.Max(upper, lower), output + channel);
            }
            return channel;
        }
    }

    private struct BackwardPlanes : IParallelBody
    {
        public float* Input;
        public float* Output;
        public float* OutputGradient;
        public float* InputGradient;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            new Span<float>(InputGradient + (start * PoolingPlane<TShape>.InputSize), checked((int)(count * PoolingPlane<TShape>.InputSize))).Clear();
            for (var plane = start; plane < start + count; plane++)
            {
                var from = plane * PoolingPlane<TShape>.InputSize;
                for (var row = 0; row < TShape.OutputHeight; row++)
                {
                    for (var column = 0; column < TShape.OutputWidth; column++)
                    {
                        var to = (plane * PoolingPlane<TShape>.OutputSize) + PoolingPlane<TShape>.OutputPixel(row, column);
                        Pixel(Input + from, Output + to, OutputGradient + to, InputGradient + from, row, column);
                    }
                }
            }
        }

        private static void Pixel(float* input, float* output, float* outputGradient, float* inputGradient, int row, int column)
        {
            var (top, bottom) = PoolingPlane<TShape>.Rows(row);
            var (left, right) = PoolingPlane<TShape>.Columns(column);
            var channel = 0;
            for (; channel <= PoolingPlane<TShape>.PixelSize - Vector<float>.Count; channel += Vector<float>.Count)
            {
                var largest = Vector.Load(output + channel);
                var remaining = Vector.Load(outputGradient + channel);
                for (var y = top; y <= bottom; y++)
                {
                    for (var x = left; x <= right; x++)
                    {
                        var at = PoolingPlane<TShape>.InputPixel(y, x) + channel;
                        var isLargest = Vector.Equals(Vector.Load(input + at), largest);
                        var gradient = Vector.ConditionalSelect(isLargest, remaining, Vector<float>.Zero);
                        Vector.Store(Vector.Load(inputGradient + at) + gradient, inputGradient + at);
                        remaining = Vector.ConditionalSelect(isLargest, Vector<float>.Zero, remaining);
                    }
                }
            }
            for (; channel < PoolingPlane<TShape>.PixelSize; channel++)
            {
                var winner = First(input + channel, output[channel], top, bottom, left, right);
                if (winner >= 0)
                    inputGradient[winner + channel] += outputGradient[channel];
            }
        }

        // The pixel that has the largest value; -1 in a window with NaN, which equals nothing.
        private static nint First(float* input, float largest, int top, int bottom, int left, int right)
        {
            for (var y = top; y <= bottom; y++)
            {
                for (var x = left; x <= right; x++)
                {
                    var at = PoolingPlane<TShape>.InputPixel(y, x);
                    if (input[at] == largest)
                        return at;
                }
            }
            return -1;
        }
    }
}
