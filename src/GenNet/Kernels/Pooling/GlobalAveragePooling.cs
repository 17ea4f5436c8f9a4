using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a global average pooling layer.</summary>
public interface IGlobalAveragePoolingShape : IGlobalPoolingShape;

/// <summary>The mean over all positions on the CPU, or over those that a mask leaves.</summary>
public static unsafe class GlobalAveragePoolingKernel<TShape>
    where TShape : struct, IGlobalAveragePoolingShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output, TensorRef mask = default)
    {
        var blocks = new Blocks
        {
            Input = input.Pointer,
            Output = output.Pointer,
            Mask = (byte*)mask.Pointer,
            Positions = GlobalPlane<TShape>.PositionsOf(pass),
            Split = GlobalPlane<TShape>.Split(pass),
        };
        blocks.Split.Run(pass.Workers, ref blocks);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output, TensorRef mask = default) => Forward(pass, input, output, mask);

    /// <summary>Gradients: a position that the mask leaves out has none.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient, TensorRef mask = default)
    {
        if (inputGradient.IsNone)
            return;
        var blocks = new GlobalAverageBackward<TShape>
        {
            OutputGradient = outputGradient.Pointer,
            InputGradient = inputGradient.Pointer,
            Mask = (byte*)mask.Pointer,
            Positions = GlobalPlane<TShape>.PositionsOf(pass),
            Split = GlobalPlane<TShape>.Split(pass),
        };
        blocks.Split.Run(pass.Workers, ref blocks);
    }

    private struct Blocks : IParallelBody
    {
        // So many positions are summed before they join the sum of all, so that rounding grows with both numbers' sum, not product.
        private const int Together = 64;

        public float* Input;
        public float* Output;
        public byte* Mask;
        public int Positions;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var block = start; block < start + count; block++)
            {
                var (row, channel, channels) = GlobalPlane<TShape>.BlockAt(block);
                var input = Input + (row * Positions * TShape.Channels);
                var output = Output + (row * TShape.Channels) + channel;
                var mask = Mask == null ? null : Mask + (row * Positions);
                var counted = MaskedPositions.Count(mask, Positions);
                if (TShape.ChannelsFirst)
                    *output = MaskedPositions.Sum(input + ((nint)channel * Positions), mask, Positions) / counted;
                else if (channels == GlobalPlane<TShape>.VectorsPerBlock * Vector<float>.Count)
                    WholeBlock(input + channel, output, mask, counted);
                else
                    PartOfBlock(input + channel, output, mask, counted, channels);
            }
        }

        private readonly void WholeBlock(float* input, float* output, byte* mask, float counted)
        {
            Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (var first = 0; first < Positions; first += Together)
            {
                Vector<float> part0 = default, part1 = default, part2 = default, part3 = default;
                for (var position = first; position < Math.Min(first + Together, Positions); position++)
                {
                    if (mask != null && mask[position] == 0)
                        continue;
                    var at = input + ((nint)position * TShape.Channels);
                    part0 += Vector.Load(at);
                    part1 += Vector.Load(at + Vector<float>.Count);
                    part2 += Vector.Load(at + (2 * Vector<float>.Count));
                    part3 += Vector.Load(at + (3 * Vector<float>.Count));
                }
                sum0 += part0;
                sum1 += part1;
                sum2 += part2;
                sum3 += part3;
            }
            var count = Vector.Create(counted);
            Vector.Store(sum0 / count, output);
            Vector.Store(sum1 / count, output + Vector<float>.Count);
            Vector.Store(sum2 / count, output + (2 * Vector<float>.Count));
            Vector.Store(sum3 / count, output + (3 * Vector<float>.Count));
        }

        private readonly void PartOfBlock(float* input, float* output, byte* mask, float counted, int channels)
        {
            for (var channel = 0; channel < channels; channel += Vector<float>.Count)
            {
                var length = Math.Min(Vector<float>.Count, channels - channel);
                var sum = Vector<float>.Zero;
                for (var first = 0; first < Positions; first += Together)
                {
                    var part = Vector<float>.Zero;
                    for (var position = first; position < Math.Min(first + Together, Positions); position++)
                    {
                        if (mask == null || mask[position] != 0)
                            part += Elementwise.LoadPart(input + ((nint)position * TShape.Channels) + channel, length);
                    }
                    sum += part;
                }
                Elementwise.StorePart(sum / Vector.Create(counted), output + channel, length);
            }
        }
    }
}
