using System.Numerics;
using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a global max pooling layer.</summary>
public interface IGlobalMaxPoolingShape : IGlobalPoolingShape;

/// <summary>The largest value of all positions on the CPU.</summary>
public static unsafe class GlobalMaxPoolingKernel<TShape>
    where TShape : struct, IGlobalMaxPoolingShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        var blocks = new Blocks
        {
            Input = input.Pointer,
            Output = output.Pointer,
            Positions = GlobalPlane<TShape>.PositionsOf(pass),
            Split = GlobalPlane<TShape>.Split(pass),
        };
        blocks.Split.Run(pass.Workers, ref blocks);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients: equal values share it, as in TensorFlow's reduce_max.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var blocks = new GlobalMaxBackward<TShape>
        {
            Input = input.Pointer,
            Output = output.Pointer,
            OutputGradient = outputGradient.Pointer,
            InputGradient = inputGradient.Pointer,
            Positions = GlobalPlane<TShape>.PositionsOf(pass),
            Split = GlobalPlane<TShape>.Split(pass),
        };
        blocks.Split.Run(pass.Workers, ref blocks);
    }

    private struct Blocks : IParallelBody
    {
        public float* Input;
        public float* Output;
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
                if (TShape.ChannelsFirst)
                    *output = TensorPrimitives.Max(new ReadOnlySpan<float>(input + ((nint)channel * Positions), Positions));
                else if (channels == GlobalPlane<TShape>.VectorsPerBlock * Vector<float>.Count)
                    WholeBlock(input + channel, output);
                else
                    PartOfBlock(input + channel, output, channels);
            }
        }

        private readonly void WholeBlock(float* input, float* output)
        {
            var largest0 = Vector.Create(float.NegativeInfinity);
            var (largest1, largest2, largest3) = (largest0, largest0, largest0);
            for (var position = 0; position < Positions; position++, input += TShape.Channels)
            {
                largest0 = Vector.Max(largest0, Vector.Load(input));
                largest1 = Vector.Max(largest1, Vector.Load(input + Vector<float>.Count));
                largest2 = Vector.Max(largest2, Vector.Load(input + (2 * Vector<float>.Count)));
                largest3 = Vector.Max(largest3, Vector.Load(input + (3 * Vector<float>.Count)));
            }
            Vector.Store(largest0, output);
            Vector.Store(largest1, output + Vector<float>.Count);
            Vector.Store(largest2, output + (2 * Vector<float>.Count));
            Vector.Store(largest3, output + (3 * Vector<float>.Count));
        }

        private readonly void PartOfBlock(float* input, float* output, int channels)
        {
            for (var channel = 0; channel < channels; channel += Vector<float>.Count)
            {
                var length = Math.Min(Vector<float>.Count, channels - channel);
                var largest = Vector.Create(float.NegativeInfinity);
                for (var position = 0; position < Positions; position++)
                    largest = Vector.Max(largest, Elementwise.LoadPart(input + ((nint)position * TShape.Channels) + channel, length));
                Elementwise.StorePart(largest, output + channel, length);
            }
        }
    }
}
