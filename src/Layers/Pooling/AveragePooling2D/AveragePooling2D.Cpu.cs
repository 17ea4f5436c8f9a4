using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of an AveragePooling2D layer.</summary>
public interface IAveragePooling2DShape : IPooling2DShape;

/// <summary>2D average pooling on the CPU. Padding does not count.</summary>
public static unsafe class AveragePooling2DKernel<TShape>
    where TShape : struct, IAveragePooling2DShape
{
    private const int ParallelPiece = 8 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => Run(pass, input.Pointer, output.Pointer, backward: false);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Run(pass, inputGradient.Pointer, outputGradient.Pointer, backward: true);
    }

    private static void Run(in Pass pass, float* input, float* output, bool backward)
    {
        var planes = new Planes
        {
            Input = input,
            Output = output,
            Backward = backward,
            Split = new((nint)pass.Rows * PoolingPlane<TShape>.Planes, 1, Math.Max(1, ParallelPiece / PoolingPlane<TShape>.InputSize)),
        };
        planes.Split.Run(pass.Workers, ref planes);
    }

    private struct Planes : IParallelBody
    {
        public float* Input;
        public float* Output;
        public bool Backward;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var plane = start; plane < start + count; plane++)
            {
                var input = Input + (plane * PoolingPlane<TShape>.InputSize);
                var output = Output + (plane * PoolingPlane<TShape>.OutputSize);
                if (Backward)
                    new Span<float>(input, PoolingPlane<TShape>.InputSize).Clear();
                for (var row = 0; row < TShape.OutputHeight; row++)
                {
                    for (var column = 0; column < TShape.OutputWidth; column++)
                    {
                        var pixel = output + PoolingPlane<TShape>.OutputPixel(row, column);
                        if (Backward)
                            Spread(input, pixel, row, column);
                        else
                            Mean(input, pixel, row, column);
                    }
                }
            }
        }

        private static void Mean(float* input, float* output, int row, int column)
        {
            var (top, bottom) = PoolingPlane<TShape>.Rows(row);
            var (left, right) = PoolingPlane<TShape>.Columns(column);
            var count = Vector.Create((float)((bottom - top + 1) * (right - left + 1)));
            var channel = 0;
            for (; channel <= PoolingPlane<TShape>.PixelSize - Vector<float>.Count; channel += Vector<float>.Count)
                Elementwise.StorePart(Sum(Vector<float>.Count) / count, output + channel, Vector<float>.Count);
            if (channel < PoolingPlane<TShape>.PixelSize)
                Elementwise.StorePart(Sum(PoolingPlane<TShape>.PixelSize - channel) / count, output + channel, PoolingPlane<TShape>.PixelSize - channel);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            Vector<float> Sum(int length)
            {
                var sum = Vector<float>.Zero;
                for (var y = top; y <= bottom; y++)
                {
                    for (var x = left; x <= right; x++)
                        sum += Elementwise.LoadPart(input + PoolingPlane<TShape>.InputPixel(y, x) + channel, length);
                }
                return sum;
            }
        }

        private static void Spread(float* inputGradient, float* outputGradient, int row, int column)
        {
            var (top, bottom) = PoolingPlane<TShape>.Rows(row);
            var (left, right) = PoolingPlane<TShape>.Columns(column);
            var count = Vector.Create((float)((bottom - top + 1) * (right - left + 1)));
            var channel = 0;
            for (; channel <= PoolingPlane<TShape>.PixelSize - Vector<float>.Count; channel += Vector<float>.Count)
                SpreadVector(Vector<float>.Count);
            if (channel < PoolingPlane<TShape>.PixelSize)
                SpreadVector(PoolingPlane<TShape>.PixelSize - channel);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            void SpreadVector(int length)
            {
                var share = Elementwise.LoadPart(outputGradient + channel, length) / count;
                for (var y = top; y <= bottom; y++)
                {
                    for (var x = left; x <= right; x++)
                    {
                        var at = inputGradient + PoolingPlane<TShape>.InputPixel(y, x) + channel;
                        Elementwise.StorePart(Elementwise.LoadPart(at, length) + share, at, length);
                    }
                }
            }
        }
    }
}
