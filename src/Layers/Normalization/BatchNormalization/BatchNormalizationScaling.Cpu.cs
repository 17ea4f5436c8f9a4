using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Batch normalization as a factor and a summand a channel: <c>gamma / √(variance + epsilon)</c> and <c>beta − mean · factor</c>.</summary>
internal static unsafe class BatchNormalizationScaling
{
    /// <summary>Computes both for each channel.</summary>
    public static ChannelScaling Of(int channels, float epsilon, float* mean, float* variance, float* gamma, float* beta)
    {
        var scaling = ChannelScaling.Take(channels);
        for (var channel = 0; channel < channels; channel += Vector<float>.Count)
        {
            var count = Math.Min(Vector<float>.Count, channels - channel);
            var factor = Vector<float>.One / Vector.SquareRoot(Elementwise.LoadPart(variance + channel, count) + Vector.Create(epsilon));
            if (gamma != null)
                factor *= Elementwise.LoadPart(gamma + channel, count);
            var summand = beta == null ? Vector<float>.Zero : Elementwise.LoadPart(beta + channel, count);
            Vector.Store(factor, scaling.Factors + channel);
            Vector.Store(Vector.FusedMultiplyAdd(-Elementwise.LoadPart(mean + channel, count), factor, summand), scaling.Summands + channel);
        }
        return scaling;
    }
}
