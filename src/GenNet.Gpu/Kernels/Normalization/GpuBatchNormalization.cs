using System.Numerics;
using GenNet.Layers;
using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Batch normalization; the methods are those of <see cref="BatchNormalizationKernel{TShape}"/>. <c>savedFixed</c> is laid out alike, but for the sums at its begin, which aren't kept.</summary>
/// <typeparam name="TShape">The call's constants.</typeparam>
internal static class GpuBatchNormalization<TShape>
    where TShape : struct, IBatchNormalizationShape
{
    private const int WidestBlock = 32;
    private const int ValuesPerThread = 16;
    private const int MaxPieces = 128;
    private const float MaskEpsilon = 1e-7f;

    /// <summary>Inference, by the moving averages. The mask has no effect.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef movingMean, GpuTensorRef movingVariance, GpuTensorRef gamma, GpuTensorRef beta) =>
        Apply(pass, input, output, movingMean, movingVariance, default, default, gamma, beta, isVariance: true);

    /// <summary>Forward in training, by the batch's statistics, which also move the moving averages; by the moving averages where the layer is frozen or the pass is an inference run.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef savedFixed, GpuTensorRef movingMean, GpuTensorRef movingVariance, GpuTensorRef gamma, GpuTensorRef beta,
        GpuTensorRef movingStddev, GpuTensorRef renormMean, GpuTensorRef renormStddev, GpuTensorRef mask)
    {
        var (mean, inverse) = (Kept(savedFixed, 0), Kept(savedFixed, 1));
        if (!UsesBatch(pass))
        {
            pass.LaunchForEach(TShape.Channels, new MovingStatistics
            {
                MovingMean = movingMean.Rest,
                MovingVariance = movingVariance.Rest,
                Mean = mean.Rest,
                Inverse = inverse.Rest,
                Channels = TShape.Channels,
                Epsilon = TShape.Epsilon,
            });
            Forward(pass, input, output, movingMean, movingVariance, gamma, beta);
            return;
        }
        var (factor, summand) = (Kept(savedFixed, 2), Kept(savedFixed, 3));
        var (width, blocks, pieces) = Pieces(pass);
        var moments = pass.Workspace(3L * TShape.Channels * pieces);
        pass.Launch(new Index3D(blocks, pieces, 1), pass.Accelerator.GroupSize, new BatchMoments
        {
            Input = input.Rest,
            Mask = MaskOf(pass, mask, input),
            Moments = moments.Rest,
            Layout = Layout(pass),
            MaskStride = TShape.MaskStride,
            HasMask = mask.IsNone ? 0 : 1,
            Width = width,
            Pieces = pieces,
        });
        var lanes = RowLanes.For(pass, pieces);
        lanes.Launch(pass, TShape.Channels, new BatchStatistics
        {
            Lanes = lanes.Count,
            Moments = moments.Rest,
            Mean = mean.Rest,
            Inverse = inverse.Rest,
            Count = Kept(savedFixed, 4).Rest,
            Factor = factor.Rest,
            Summand = summand.Rest,
            MovingMean = movingMean.Rest,
            MovingVariance = movingVariance.Rest,
            MovingStddev = movingStddev.Or(movingMean).Rest,
            RenormMean = renormMean.Or(movingMean).Rest,
            RenormStddev = renormStddev.Or(movingMean).Rest,
            Channels = TShape.Channels,
            Pieces = pieces,
            CountEpsilon = mask.IsNone ? 0 : MaskEpsilon,
            Epsilon = TShape.Epsilon,
            Momentum = TShape.Momentum,
            OneMinusMomentum = TShape.OneMinusMomentum,
            Renorm = TShape.Renorm ? 1 : 0,
            RenormRmin = TShape.RenormRmin,
            RenormRmax = TShape.RenormRmax,
            RenormDmax = TShape.RenormDmax,
            RenormMomentum = TShape.RenormMomentum,
            OneMinusRenormMomentum = TShape.OneMinusRenormMomentum,
        });
        Apply(pass, input, output, mean, inverse, TShape.Renorm ? factor : default, summand, gamma, beta, isVariance: false);
    }

    /// <summary>Gradients, through the batch's statistics where forward used them; each may be none.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef savedFixed, GpuTensorRef outputGradient, GpuTensorRef inputGradient, GpuTensorRef gamma, GpuTensorRef gammaGradient,
        GpuTensorRef betaGradient, GpuTensorRef mask)
    {
        var usesBatch = UsesBatch(pass);
        var sums = Kept(savedFixed, 0);
        if (usesBatch || !gammaGradient.IsNone || !betaGradient.IsNone)
            sums = AddToVariables(pass, input, savedFixed, outputGradient, gammaGradient, betaGradient, usesBatch);
        if (inputGradient.IsNone)
            return;
        var count = (long)pass.Rows * TShape.Outer * TShape.Channels * TShape.Inner;
        pass.LaunchForEach(count, new BatchNormalizationBackward
        {
            Input = input.Rest,
            Mask = MaskOf(pass, mask, input),
            OutputGradient = outputGradient.Rest,
            InputGradient = inputGradient.Rest,
            Gamma = gamma.Or(input).Rest,
            Mean = Kept(savedFixed, 0).Rest,
            Inverse = Kept(savedFixed, 1).Rest,
            Counts = Kept(savedFixed, 4).Rest,
            Factor = Kept(savedFixed, 2).Rest,
            Sums = sums.Rest,
            Layout = Layout(pass),
            Count = count,
            MaskStride = TShape.MaskStride,
            HasMask = mask.IsNone ? 0 : 1,
            HasGamma = gamma.IsNone ? 0 : 1,
            IsRenormalized = TShape.Renorm ? 1 : 0,
            UsesBatch = usesBatch ? 1 : 0,
        });
    }

    private static GpuTensorRef AddToVariables(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef savedFixed, GpuTensorRef outputGradient, GpuTensorRef gammaGradient, GpuTensorRef betaGradient, bool usesBatch)
    {
        var (width, blocks, pieces) = Pieces(pass);
        var parts = pass.Workspace(2L * TShape.Channels * (pieces + 1));
        var sums = parts.Skip(2L * TShape.Channels * pieces);
        pass.Launch(new Index3D(blocks, pieces, 1), pass.Accelerator.GroupSize, new BatchGradientSums
        {
            Input = input.Rest,
            OutputGradient = outputGradient.Rest,
            Mean = Kept(savedFixed, 0).Rest,
            Inverse = Kept(savedFixed, 1).Rest,
            Sums = parts.Rest,
            Layout = Layout(pass),
            Width = width,
            Pieces = pieces,
        });
        GpuColumnSums.SumParts(pass, parts, pieces, sums, 2L * TShape.Channels, accumulate: false);
        pass.LaunchForEach(TShape.Channels, new BatchVariableGradients
        {
            Sums = sums.Rest,
            Factor = Kept(savedFixed, 2).Rest,
            Summand = Kept(savedFixed, 3).Rest,
            GammaGradient = gammaGradient.Or(sums).Rest,
            BetaGradient = betaGradient.Or(sums).Rest,
            Channels = TShape.Channels,
            IsRenormalized = TShape.Renorm && usesBatch ? 1 : 0,
            HasGamma = gammaGradient.IsNone ? 0 : 1,
            HasBeta = betaGradient.IsNone ? 0 : 1,
        });
        return sums;
    }

    private static void Apply(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef mean, GpuTensorRef spread, GpuTensorRef factor, GpuTensorRef summand, GpuTensorRef gamma, GpuTensorRef beta,
        bool isVariance)
    {
        var count = (long)pass.Rows * TShape.Outer * TShape.Channels * TShape.Inner;
        pass.LaunchForEach(count, new BatchNormalizationApply
        {
            Input = input.Rest,
            Output = output.Rest,
            Mean = mean.Rest,
            Spread = spread.Rest,
            Factor = factor.Or(mean).Rest,
            Summand = summand.Or(mean).Rest,
            Gamma = gamma.Or(mean).Rest,
            Beta = beta.Or(mean).Rest,
            Layout = Layout(pass),
            Count = count,
            Epsilon = TShape.Epsilon,
            IsVariance = isVariance ? 1 : 0,
            IsRenormalized = factor.IsNone ? 0 : 1,
            HasGamma = gamma.IsNone ? 0 : 1,
            HasBeta = beta.IsNone ? 0 : 1,
        });
    }

    private static bool UsesBatch(in GpuPass pass) => pass.Training && pass.Trains(TShape.Layer);

    // Mean, inverse, factor, summand and count, behind the CPU's sums.
    private static GpuTensorRef Kept(GpuTensorRef savedFixed, int part) => savedFixed.Skip((long)((4 * TShape.StatisticsChunks) + part) * TShape.Channels);

    private static ChannelLayout Layout(in GpuPass pass) =>
        new() { Channels = TShape.Channels, Inner = TShape.Inner, PerChannel = (long)pass.Rows * TShape.Outer * TShape.Inner };

    private static ArrayView<byte> MaskOf(in GpuPass pass, GpuTensorRef mask, GpuTensorRef other)
    {
        var count = (long)pass.Rows * TShape.Outer * TShape.Channels * TShape.Inner / TShape.MaskStride;
        return mask.Or(other).Elements<byte>(mask.IsNone ? 1 : count);
    }

    // Threads side by side read what lies side by side: channels where they stand last, a channel's values where they don't.
    private static (int Width, int Blocks, int Pieces) Pieces(in GpuPass pass)
    {
        var threads = pass.Accelerator.GroupSize;
        var width = TShape.Inner > 1 ? 1 : Math.Min(Math.Min(WidestBlock, threads / 2), (int)BitOperations.RoundUpToPowerOf2((uint)TShape.Channels));
        var blocks = (TShape.Channels + width - 1) / width;
        var most = Math.Clamp(KernelLaunch.ManyGroups(pass) / blocks, 1, MaxPieces);
        return (width, blocks, (int)Math.Clamp((long)pass.Rows * TShape.Outer * TShape.Inner / (threads / width * ValuesPerThread), 1, most));
    }
}
