using GenNet.Layers;
using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Normalization of groups of elements by their own mean and variance (LayerNormalization), or by their mean square alone (RMSNormalization).</summary>
/// <typeparam name="TShape">Which elements a group has.</typeparam>
internal static class GpuGroupNormalizing<TShape>
    where TShape : struct, IReductionShape
{
    private const int GroupsPerPiece = 32;
    private const int MaxPieces = 256;

    /// <summary>Normalizes.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="isCentered">Whether the mean is taken off.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="input">The values.</param>
    /// <param name="gamma">A factor for each element of a group, or none.</param>
    /// <param name="beta">A summand, or none.</param>
    /// <param name="output">The result.</param>
    /// <param name="saved">Of each group mean and 1 / √(variance + epsilon), or the latter alone; none if nobody wants them.</param>
    public static void Forward(in GpuPass pass, bool isCentered, float epsilon, GpuTensorRef input, GpuTensorRef gamma, GpuTensorRef beta, GpuTensorRef output, GpuTensorRef saved)
    {
        var groups = ReductionGroups.Of<TShape>();
        var count = (long)pass.Rows * groups.PerRow;
        var lanes = ReductionGroups.LanesOf<TShape>(pass, groups.Size);
        lanes.Launch(pass, count, new LayerNormalizationForward
        {
            Input = input.Rest,
            Output = output.Rest,
            Gamma = gamma.Or(input).Rest,
            Beta = beta.Or(input).Rest,
            Saved = saved.Or(output).Rest,
            Groups = groups,
            Count = count,
            Lanes = lanes.Count,
            Epsilon = epsilon,
            HasGamma = gamma.IsNone ? 0 : 1,
            HasBeta = beta.IsNone ? 0 : 1,
            Saves = saved.IsNone ? 0 : 1,
            IsCentered = isCentered ? 1 : 0,
        });
    }

    /// <summary>Adds to the variables' gradients, and overwrites that of the input; each may be none.</summary>
    public static void Backward(
        in GpuPass pass, bool isCentered, GpuTensorRef input, GpuTensorRef gamma, GpuTensorRef saved, GpuTensorRef outputGradient, GpuTensorRef inputGradient, GpuTensorRef gammaGradient,
        GpuTensorRef betaGradient)
    {
        var groups = ReductionGroups.Of<TShape>();
        var count = (long)pass.Rows * groups.PerRow;
        if (!gammaGradient.IsNone || !betaGradient.IsNone)
            AddVariables(pass, isCentered, groups, count, input, saved, outputGradient, gammaGradient, betaGradient);
        if (inputGradient.IsNone)
            return;
        var lanes = ReductionGroups.LanesOf<TShape>(pass, groups.Size);
        lanes.Launch(pass, count, new LayerNormalizationBackward
        {
            Input = input.Rest,
            Gamma = gamma.Or(input).Rest,
            Saved = saved.Rest,
            OutputGradient = outputGradient.Rest,
            InputGradient = inputGradient.Rest,
            Groups = groups,
            Count = count,
            Lanes = lanes.Count,
            HasGamma = gamma.IsNone ? 0 : 1,
            IsCentered = isCentered ? 1 : 0,
        });
    }

    private static void AddVariables(
        in GpuPass pass, bool isCentered, in ReductionGroups groups, long count, GpuTensorRef input, GpuTensorRef saved, GpuTensorRef outputGradient, GpuTensorRef gammaGradient,
        GpuTensorRef betaGradient)
    {
        var threads = pass.Accelerator.GroupSize;
        var blocks = (groups.Size + threads - 1) / threads;
        var pieces = (int)Math.Clamp(Math.Min(count / GroupsPerPiece, KernelLaunch.ManyGroups(pass) / blocks), 1, MaxPieces);
        var parts = pass.Workspace(2L * groups.Size * (pieces + 1));
        pass.Launch(new Index3D(blocks, pieces, 1), threads, new LayerNormalizationVariables
        {
            Input = input.Rest,
            Saved = saved.Rest,
            OutputGradient = outputGradient.Rest,
            Sums = parts.Rest,
            Groups = groups,
            Count = count,
            Pieces = pieces,
            IsCentered = isCentered ? 1 : 0,
        });
        var sums = parts.Skip(2L * groups.Size * pieces);
        GpuColumnSums.SumParts(pass, parts, pieces, sums, 2L * groups.Size, accumulate: false);
        if (!gammaGradient.IsNone)
            GpuValues.Accumulate(pass, sums, gammaGradient, groups.Size);
        if (!betaGradient.IsNone)
            GpuValues.Accumulate(pass, sums.Skip(groups.Size), betaGradient, groups.Size);
    }
}
