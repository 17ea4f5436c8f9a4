using System.Numerics;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>The gradient of a maximum over all positions: those that have it share it.</summary>
internal unsafe struct GlobalMaxBackward<TShape> : IParallelBody
    where TShape : struct, IGlobalPoolingShape
{
    public float* Input;
    public float* Output;
    public float* OutputGradient;
    public float* InputGradient;
    public int Positions;
    public WorkSplit Split;

    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = Split[index];
        for (var block = start; block < start + count; block++)
        {
            var (row, channel, channels) = GlobalPlane<TShape>.BlockAt(block);
            var from = row * Positions * TShape.Channels;
            var to = (row * TShape.Channels) + channel;
            if (TShape.ChannelsFirst)
                Plane(Input + from + ((nint)channel * Positions), Output[to], OutputGradient[to], InputGradient + from + ((nint)channel * Positions));
            else
                Channels(Input + from + channel, Output + to, OutputGradient + to, InputGradient + from + channel, channels);
        }
    }

    private readonly void Plane(float* input, float largest, float outputGradient, float* inputGradient)
    {
        // NaN equals nothing, and nothing shares its gradient.
        var share = outputGradient / new ReadOnlySpan<float>(input, Positions).Count(largest);
        for (var position = 0; position < Positions; position++)
            inputGradient[position] = input[position] == largest ? share : 0;
    }

    private readonly void Channels(float* input, float* output, float* outputGradient, float* inputGradient, int channels)
    {
        for (var channel = 0; channel < channels; channel += Vector<float>.Count)
        {
            var length = Math.Min(Vector<float>.Count, channels - channel);
            var largest = Elementwise.LoadPart(output + channel, length);
            var shares = Vector<int>.Zero;
            for (var position = 0; position < Positions; position++)
                shares -= Vector.Equals(Elementwise.LoadPart(input + ((nint)position * TShape.Channels) + channel, length), largest);
            var share = Elementwise.LoadPart(outputGradient + channel, length) / Vector.ConvertToSingle(shares);
            for (var position = 0; position < Positions; position++)
            {
                var at = ((nint)position * TShape.Channels) + channel;
                var isLargest = Vector.Equals(Elementwise.LoadPart(input + at, length), largest);
                Elementwise.StorePart(Vector.ConditionalSelect(isLargest, share, Vector<float>.Zero), inputGradient + at, length);
            }
        }
    }
}
