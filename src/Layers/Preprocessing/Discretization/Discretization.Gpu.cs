using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Division into bins on GPUs.</summary>
public static class DiscretizationGpu<TShape>
    where TShape : struct, IDiscretizationShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
    {
        var bins = GpuCategories<TShape>.Target(pass, output);
        var count = (long)pass.Rows * TShape.RowSize;
        pass.LaunchForEach(count, new BinsOfValues
        {
            Values = input.Rest,
            Boundaries = pass.Accelerator.Tables.Of<Boundaries, float>(static () => [.. TShape.BinBoundaries]),
            Bins = bins,
            BoundaryCount = TShape.BinBoundaries.Length,
            Count = count,
        });
        GpuCategories<TShape>.Encode(pass, bins, weights: default, output);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Steps have no gradient.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient) =>
        GpuCategories<TShape>.Clear(pass, inputGradient);

    private readonly struct Boundaries;
}
