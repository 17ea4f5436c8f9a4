using System.Numerics;
using System.Runtime.Intrinsics;
using GenNet.Kernels;

namespace GenNet;

/// <summary>
/// What a layer such as BatchNormalization does to each channel at inference, <c>factor · x + summand</c>: the kernels of the layer before do it to their results, which then needn't go to memory
/// and come back. It lies in the working memory of the thread that asked for it, until that asks for another.
/// </summary>
public readonly unsafe struct ChannelScaling
{
    private ChannelScaling(float* factors, float* summands)
    {
        Factors = factors;
        Summands = summands;
    }

    /// <summary>One a channel, readable up to a whole register; null: nothing is scaled.</summary>
    internal float* Factors { get; }

    /// <summary>One a channel, readable up to a whole register.</summary>
    internal float* Summands { get; }

    internal bool IsNone => Factors == null;

    /// <summary>Memory for that many channels.</summary>
    internal static ChannelScaling Take(int channels)
    {
        var room = (channels + Vector512<float>.Count - 1) / Vector512<float>.Count * Vector512<float>.Count;
        var memory = Scratch.Take(ScratchUse.ChannelScaling, 2 * (nint)room);
        return new(memory, memory + room);
    }

    /// <summary>Makes the summands those of values that a bias isn't added to yet: <c>factor · (x + bias) + summand</c>.</summary>
    internal void Absorb(float* bias, int channels)
    {
        // Whole vectors: what lies behind the last channel is nobody's, but the bias may end there.
        var channel = 0;
        for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
            Vector.Store(Vector.FusedMultiplyAdd(Vector.Load(bias + channel), Vector.Load(Factors + channel), Vector.Load(Summands + channel)), Summands + channel);
        for (; channel < channels; channel++)
            Summands[channel] = MathF.FusedMultiplyAdd(bias[channel], Factors[channel], Summands[channel]);
    }
}
