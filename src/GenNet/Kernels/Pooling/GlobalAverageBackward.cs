using System.Numerics;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>The gradient of a mean over all positions: each that counts has an equal share.</summary>
internal unsafe struct GlobalAverageBackward<TShape> : IParallelBody
    where TShape : struct, IGlobalPoolingShape
{
    public float* OutputGradient;
    public float* InputGradient;
    public byte* Mask;
    public int Positions;
    public WorkSplit Split;

    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = Split[index];
        for (var block = start; block < start + count; block++)
        {
            var (row, channel, channels) = GlobalPlane<TShape>.BlockAt(block);
            var inputGradient = InputGradient + (row * Positions * TShape.Channels);
            var outputGradient = OutputGradient + (row * TShape.Channels) + channel;
            var mask = Mask == null ? null : Mask + (row * Positions);
            var counted = MaskedPositions.Count(mask, Positions);
            if (TShape.ChannelsFirst)
                Spread(*outputGradient / counted, mask, inputGradient + ((nint)channel * Positions));
            else
                Spread(outputGradient, counted, mask, inputGradient + channel, channels);
        }
    }

    private readonly void Spread(float share, byte* mask, float* inputGradient)
    {
        new Span<float>(inputGradient, Positions).Fill(share);
        for (var position = 0; mask != null && position < Positions; position++)
        {
            if (mask[position] == 0)
                inputGradient[position] = 0;
        }
    }

    private readonly void Spread(float* outputGradient, float counted, byte* mask, float* inputGradient, int channels)
    {
        for (var channel = 0; channel < channels; channel += Vector<float>.Count)
        {
            var length = Math.Min(Vector<float>.Count, channels - channel);
            var share = Elementwise.LoadPart(outputGradient + channel, length) / Vector.Create(counted);
            var into = inputGradient + channel;
            for (var position = 0; position < Positions; position++, into += TShape.Channels)
                Elementwise.StorePart(mask == null || mask[position] != 0 ? share : Vector<float>.Zero, into, length);
        }
    }
}
