using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Makes gradients smaller. Norms stay on the device.</summary>
internal static class GpuClipping
{
    private const int MaxPieces = 1024;

    /// <summary>Overwrites <paramref name="square"/>, or adds to it, with Σ v².</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="values">The values.</param>
    /// <param name="count">How many.</param>
    /// <param name="square">One value on the device, not in the workspace.</param>
    /// <param name="accumulate">Whether to add, as for a norm of several ranges together.</param>
    public static void SumOfSquares(in GpuPass pass, GpuTensorRef values, long count, GpuTensorRef square, bool accumulate)
    {
        var threads = pass.Accelerator.GroupSize;
        var pieces = (int)Math.Clamp((count + threads - 1) / threads, 1, Math.Min(KernelLaunch.ManyGroups(pass), MaxPieces));
        var sums = pass.Workspace(pieces);
        pass.Launch(new Index3D(pieces, 1, 1), threads, new SquareSums { Values = values.Rest, Sums = sums.Rest, Count = count });
        GpuColumnSums.SumParts(pass, sums, pieces, square, 1, accumulate);
    }

    /// <summary>Scales values so that the norm whose square lies on the device is at most <paramref name="norm"/>.</summary>
    public static void ClipNorm(in GpuPass pass, GpuTensorRef values, long count, GpuTensorRef square, double norm) =>
        pass.LaunchForEach(count, new NormClipped { Values = values.Rest, Squares = square.Rest, Count = count, Norm = (float)norm });

    /// <summary>Brings values within ± <paramref name="limit"/>.</summary>
    public static void ClipValue(in GpuPass pass, GpuTensorRef values, long count, double limit) =>
        pass.LaunchForEach(count, new ValuesClipped { Values = values.Rest, Count = count, Limit = (float)limit });
}
