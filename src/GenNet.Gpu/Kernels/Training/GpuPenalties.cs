using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Penalties of regularizers, on the device.</summary>
internal static class GpuPenalties
{
    private const int MaxPieces = 1024;

    /// <summary>Adds l1·Σ|w| + l2·Σw² to <paramref name="sum"/>, and the derivative to the gradients.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="weights">The variable.</param>
    /// <param name="gradients">Its gradients.</param>
    /// <param name="count">How many.</param>
    /// <param name="l1">Factor of the magnitudes.</param>
    /// <param name="l2">Factor of the squares.</param>
    /// <param name="sum">One value on the device, not in the workspace.</param>
    public static void Add(in GpuPass pass, GpuTensorRef weights, GpuTensorRef gradients, long count, double l1, double l2, GpuTensorRef sum)
    {
        var threads = pass.Accelerator.GroupSize;
        var pieces = (int)Math.Clamp((count + threads - 1) / threads, 1, Math.Min(KernelLaunch.ManyGroups(pass), MaxPieces));
        var sums = pass.Workspace(pieces);
        pass.Launch(new Index3D(pieces, 1, 1), threads, new PenaltyKernel { Weights = weights.Rest, Gradients = gradients.Rest, Sums = sums.Rest, Count = count, L1 = (float)l1, L2 = (float)l2 });
        GpuColumnSums.SumParts(pass, sums, pieces, sum, 1, accumulate: true);
    }
}
