using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Σ g and Σ g·x̂ of each channel, and with them the gradients of beta and gamma.</summary>
internal static unsafe class BatchNormalizationGradients<TShape>
    where TShape : struct, IBatchNormalizationShape
{
    /// <summary>Leaves Σ g in the first and Σ g·x̂ in the second sums of piece 0.</summary>
    public static void Sum(in Pass pass, float* input, float* outputGradient, BatchNormalizationMemory<TShape> memory)
    {
        var terms = new GradientTerms { Input = input, OutputGradient = outputGradient, Mean = memory.Mean, Inverse = memory.Inverse };
        BatchNormalizationPieces<TShape, GradientTerms>.Sum(pass, terms, memory);
    }

    /// <summary>Adds to the gradients; the corrections of batch renormalization count as constants.</summary>
    public static void AddToVariables(BatchNormalizationMemory<TShape> memory, bool usesBatch, float* gammaGradient, float* betaGradient)
    {
        for (var channel = 0; channel < TShape.Channels; channel++)
        {
            var sum = memory.FirstSums(0)[channel];
            var dot = memory.SecondSums(0)[channel];
            if (betaGradient != null)
                betaGradient[channel] += (float)sum;
            if (gammaGradient != null)
                gammaGradient[channel] += (float)(TShape.Renorm && usesBatch ? (memory.Factor[channel] * dot) + (memory.Summand[channel] * sum) : dot);
        }
    }

    private struct GradientTerms : IBatchNormalizationTerms
    {
        public float* Input;
        public float* OutputGradient;
        public float* Mean;
        public float* Inverse;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Terms(nint at, int length, VectorOfChannels channel, ref Vector<float> first, ref Vector<float> second)
        {
            var gradient = Elementwise.LoadPart(OutputGradient + at, length);
            var difference = Elementwise.LoadPart(Input + at, length) - channel.Load(Mean, length);
            first += gradient;
            second = Vector.FusedMultiplyAdd(gradient, difference * channel.Load(Inverse, length), second);
        }
    }
}
