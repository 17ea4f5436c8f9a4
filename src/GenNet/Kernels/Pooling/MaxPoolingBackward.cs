using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>
/// The gradient of a max pooling's input: each window gives its own to the first position that has its largest value. Windows may overlap, so threads share planes, and in them channels.
/// </summary>
internal unsafe struct MaxPoolingBackward<TShape> : IParallelBody
    where TShape : struct, IPoolingShape
{
    private const int ParallelPiece = 16 * 1024;

    // Channels of a piece of work: whole cache lines.
    private const int BlockSize = 64;

    private float* _input;
    private float* _output;
    private float* _outputGradient;
    private float* _inputGradient;
    private WorkSplit _split;

    private static int PixelSize => PoolingPlane<TShape>.PixelSize;

    private static int Blocks => (PixelSize + BlockSize - 1) / BlockSize;

    /// <summary>All planes of the batch.</summary>
    public static void Run(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        var planes = new MaxPoolingBackward<TShape>
        {
            _input = input.Pointer,
            _output = output.Pointer,
            _outputGradient = outputGradient.Pointer,
            _inputGradient = inputGradient.Pointer,
            _split = new((nint)pass.Rows * PoolingPlane<TShape>.Planes * Blocks, 1, (int)Math.Max(1, ParallelPiece * Blocks / PoolingPlane<TShape>.InputSize)),
        };
        planes._split.Run(pass.Workers, ref planes);
    }

    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = _split[index];
        for (var piece = start; piece < start + count; piece++)
        {
            var (plane, block) = Math.DivRem(piece, Blocks);
            Plane(plane, (int)block * BlockSize, Math.Min(PixelSize - ((int)block * BlockSize), BlockSize));
        }
    }

    private readonly void Plane(nint plane, int channel, int channels)
    {
        var from = (plane * PoolingPlane<TShape>.InputSize) + channel;
        var to = (plane * PoolingPlane<TShape>.OutputSize) + channel;
        Clear(_inputGradient + from, channels);
        for (var slice = 0; slice < TShape.OutputDepth; slice++)
        {
            for (var row = 0; row < TShape.OutputHeight; row++)
            {
                var (depth, height) = (PoolingPlane<TShape>.Depth.Window(slice), PoolingPlane<TShape>.Height.Window(row));
                for (var column = 0; column < TShape.OutputWidth; column++, to += PixelSize)
                {
                    var window = new PoolingWindow(depth, height, PoolingPlane<TShape>.Width.Window(column));
                    var first = from + window.First<TShape>();
                    Pixel(_input + first, _output + to, _outputGradient + to, _inputGradient + first, window, channels);
                }
            }
        }
    }

    private static void Clear(float* inputGradient, int channels)
    {
        if (channels == PixelSize)
        {
            for (var line = 0; line < PoolingPlane<TShape>.InputLines; line++)
                new Span<float>(inputGradient + PoolingPlane<TShape>.Input(0, line), PoolingPlane<TShape>.InputLine).Clear();
            return;
        }
        for (nint at = 0; at < PoolingPlane<TShape>.InputSize; at += PixelSize)
            new Span<float>(inputGradient + at, channels).Clear();
    }

    private static void Pixel(float* input, float* output, float* outputGradient, float* inputGradient, in PoolingWindow window, int channels)
    {
        var channel = 0;
        for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
            VectorOfChannels(input + channel, output + channel, outputGradient + channel, inputGradient + channel, window);
        for (; channel < channels; channel++)
            Channel(input + channel, output[channel], outputGradient[channel], inputGradient + channel, window);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void VectorOfChannels(float* input, float* output, float* outputGradient, float* inputGradient, in PoolingWindow window)
    {
        var largest = Vector.Load(output);
        var remaining = Vector.Load(outputGradient);
        for (var slice = 0; slice < window.Depth.Count; slice++)
        {
            for (var row = 0; row < window.Height.Count; row++)
            {
                var at = PoolingPlane<TShape>.Input(slice, row);
                for (var column = 0; column < window.Width.Count; column++, at += PixelSize)
                {
                    var isLargest = Vector.Equals(Vector.Load(input + at), largest);
                    var gradient = Vector.ConditionalSelect(isLargest, remaining, Vector<float>.Zero);
                    Vector.Store(Vector.Load(inputGradient + at) + gradient, inputGradient + at);
                    remaining = Vector.ConditionalSelect(isLargest, Vector<float>.Zero, remaining);
                }
            }
        }
    }

    // A window with NaN gives nothing: NaN equals nothing.
    private static void Channel(float* input, float largest, float outputGradient, float* inputGradient, in PoolingWindow window)
    {
        for (var slice = 0; slice < window.Depth.Count; slice++)
        {
            for (var row = 0; row < window.Height.Count; row++)
            {
                var at = PoolingPlane<TShape>.Input(slice, row);
                for (var column = 0; column < window.Width.Count; column++, at += PixelSize)
                {
                    if (input[at] != largest)
                        continue;
                    inputGradient[at] += outputGradient;
                    return;
                }
            }
        }
    }
}
