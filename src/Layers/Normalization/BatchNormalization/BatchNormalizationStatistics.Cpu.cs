using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// Mean and biased variance of each channel, in two passes: the mean, then squares of the differences from it. With a mask only the
/// elements that it keeps count, and as in Keras 10⁻⁷ is added to their number.
/// </summary>
internal static unsafe class BatchNormalizationStatistics<TShape>
    where TShape : struct, IBatchNormalizationShape
{
    private const double MaskEpsilon = 1e-7;

    /// <summary>Leaves mean and 1 / √(variance + epsilon) in memory, and the variance in the second sums of piece 0.</summary>
    public static void Compute(in Pass pass, float* input, byte* mask, BatchNormalizationMemory<TShape> memory)
    {
        var mean = memory.Mean;
        BatchNormalizationPieces<TShape, MeanTerms>.Sum(pass, new() { Input = input, Mask = mask }, memory);
        for (var channel = 0; channel < TShape.Channels; channel++)
        {
            var count = memory.SecondSums(0)[channel] + (mask == null ? 0 : MaskEpsilon);
            memory.Count[channel] = (float)count;
            mean[channel] = (float)(memory.FirstSums(0)[channel] / count);
        }
        BatchNormalizationPieces<TShape, VarianceTerms>.Sum(pass, new() { Input = input, Mask = mask, Mean = mean }, memory);
        for (var channel = 0; channel < TShape.Channels; channel++)
        {
            // The differences' own mean is the rounding error of the mean.
            double count = memory.Count[channel];
            var correction = memory.FirstSums(0)[channel] / count;
            var variance = Math.Max((memory.SecondSums(0)[channel] / count) - (correction * correction), 0);
            mean[channel] = (float)(mean[channel] + correction);
            memory.Inverse[channel] = (float)(1 / Math.Sqrt(variance + TShape.Epsilon));
            memory.SecondSums(0)[channel] = variance;
        }
    }

    /// <summary>The mask's values of the elements at <paramref name="at"/>: 1 where they count.</summary>
    public static Vector<float> Weights(byte* mask, nint at, int length)
    {
        var weights = Vector<float>.Zero;
        for (var k = 0; k < length; k++)
            weights = weights.WithElement(k, mask[(at + k) / TShape.MaskStride] == 0 ? 0 : 1);
        return weights;
    }

    private static Vector<float> Ones(int length)
    {
        var one = Vector<float>.One;
        return length == Vector<float>.Count ? one : Elementwise.LoadPart((float*)&one, length);
    }

    private struct MeanTerms : IBatchNormalizationTerms
    {
        public float* Input;
        public byte* Mask;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Terms(nint at, int length, VectorOfChannels channel, ref Vector<float> first, ref Vector<float> second)
        {
            var x = Elementwise.LoadPart(Input + at, length);
            var weights = Mask == null ? Ones(length) : Weights(Mask, at, length);
            first += Mask == null ? x : x * weights;
            second += weights;
        }
    }

    private struct VarianceTerms : IBatchNormalizationTerms
    {
        public float* Input;
        public byte* Mask;
        public float* Mean;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Terms(nint at, int length, VectorOfChannels channel, ref Vector<float> first, ref Vector<float> second)
        {
            var weights = Mask == null ? Ones(length) : Weights(Mask, at, length);
            var difference = (Elementwise.LoadPart(Input + at, length) - channel.Load(Mean, length)) * weights;
            first += difference;
            second = Vector.FusedMultiplyAdd(difference, difference, second);
        }
    }
}
