using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a GlobalAveragePooling2D layer.</summary>
public interface IGlobalAveragePooling2DShape
{
    /// <summary>Height times width.</summary>
    static abstract int Positions { get; }

    /// <summary>Number of channels.</summary>
    static abstract int Channels { get; }

    /// <summary>Whether images are (channels, height, width).</summary>
    static abstract bool ChannelsFirst { get; }
}

/// <summary>The mean over height and width on the CPU.</summary>
public static unsafe class GlobalAveragePooling2DKernel<TShape>
    where TShape : struct, IGlobalAveragePooling2DShape
{
    private const int ParallelPiece = 16 * 1024;

    private static int ImageSize => TShape.Positions * TShape.Channels;

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
        var images = new Images
        {
            Input = input,
            Output = output,
            Backward = backward,
            Split = new(pass.Rows, 1, Math.Max(1, ParallelPiece / ImageSize)),
        };
        images.Split.Run(pass.Workers, ref images);
    }

    private struct Images : IParallelBody
    {
        // So many positions are summed before they join the sum of all, so that rounding grows with both numbers' sum, not product.
        private const int Block = 64;

        public float* Input;
        public float* Output;
        public bool Backward;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var image = start; image < start + count; image++)
            {
                var input = Input + (image * ImageSize);
                var output = Output + (image * TShape.Channels);
                if (TShape.ChannelsFirst)
                    ChannelsFirst(input, output);
                else if (Backward)
                    Spread(input, output);
                else
                    Mean(input, output);
            }
        }

        private readonly void ChannelsFirst(float* input, float* output)
        {
            for (var channel = 0; channel < TShape.Channels; channel++)
            {
                var plane = input + ((nint)channel * TShape.Positions);
                if (Backward)
                    new Span<float>(plane, TShape.Positions).Fill(output[channel] / TShape.Positions);
                else
                    output[channel] = Sums.Sum(plane, TShape.Positions) / TShape.Positions;
            }
        }

        private static void Mean(float* input, float* output)
        {
            for (var channel = 0; channel < TShape.Channels; channel += Vector<float>.Count)
            {
                var length = Math.Min(Vector<float>.Count, TShape.Channels - channel);
                var sum = Vector<float>.Zero;
                for (var first = 0; first < TShape.Positions; first += Block)
                {
                    var part = Vector<float>.Zero;
                    for (var position = first; position < Math.Min(first + Block, TShape.Positions); position++)
                        part += Elementwise.LoadPart(input + ((nint)position * TShape.Channels) + channel, length);
                    sum += part;
                }
                Elementwise.StorePart(sum / Vector.Create((float)TShape.Positions), output + channel, length);
            }
        }

        private static void Spread(float* inputGradient, float* outputGradient)
        {
            var first = new Span<float>(inputGradient, TShape.Channels);
            for (var channel = 0; channel < TShape.Channels; channel++)
                first[channel] = outputGradient[channel] / TShape.Positions;
            for (var position = 1; position < TShape.Positions; position++)
                first.CopyTo(new Span<float>(inputGradient + ((nint)position * TShape.Channels), TShape.Channels));
        }
    }
}
