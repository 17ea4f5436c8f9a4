using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Root mean square normalization on GPUs, each group in one pass. 1 / √(mean(x²) + epsilon) of each is kept for the backward pass.</summary>
public static class RMSNormalizationGpu<TShape>
    where TShape : struct, IRMSNormalizationShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef scale, GpuTensorRef output) => ForwardTraining(pass, input, scale, output, saved: default);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef scale, GpuTensorRef output, GpuTensorRef saved) =>
        GpuGroupNormalizing<GroupsSideBySide>.Forward(pass, isCentered: false, TShape.Epsilon, input, scale, beta: default, output, saved);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef scale, GpuTensorRef output, GpuTensorRef saved, GpuTensorRef outputGradient, GpuTensorRef inputGradient, GpuTensorRef scaleGradient) =>
        GpuGroupNormalizing<GroupsSideBySide>.Backward(pass, isCentered: false, input, scale, saved, outputGradient, inputGradient, scaleGradient, betaGradient: default);

    private readonly struct GroupsSideBySide : IReductionShape
    {
        private static readonly int[] s_groupSizes = [TShape.Groups];
        private static readonly int[] s_groupStrides = [TShape.GroupSize];

        public static int RowSize => TShape.Groups * TShape.GroupSize;

        public static ReadOnlySpan<int> GroupSizes => s_groupSizes;

        public static ReadOnlySpan<int> GroupStrides => s_groupStrides;

        public static ReadOnlySpan<int> MemberSizes => [];

        public static ReadOnlySpan<int> MemberStrides => [];

        public static int Run => TShape.GroupSize;

        public static int Lanes => 1;
    }
}
