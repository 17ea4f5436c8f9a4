using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Groups divided by their norm: x / √max(Σx², ε); the inverse is kept.</summary>
internal struct UnitNormalizationForward : IGpuKernel<UnitNormalizationForward>
{
    private const float LeastSquare = 1e-24f;

    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ArrayView<float> Saved;
    public ReductionGroups Groups;
    public long Count;
    public int Lanes;
    public int Saves;

    public static void Run(UnitNormalizationForward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var group = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isGroup = group < kernel.Count;
        var begin = isGroup ? ReductionGroups.Begin(kernel.Groups, group) : 0L;
        var squares = 0f;
        for (var i = lane; isGroup & i < kernel.Groups.Size; i += kernel.Lanes)
        {
            var value = kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, i)];
            squares += value * value;
        }
        squares = Kernels.Lanes.Sum(squares, kernel.Lanes, shared);
        var inverse = 1 / MathF.Sqrt(squares < LeastSquare ? LeastSquare : squares);
        if (kernel.Saves != 0 & isGroup & lane == 0)
            kernel.Saved[group] = inverse;
        for (var i = lane; isGroup & i < kernel.Groups.Size; i += kernel.Lanes)
        {
            var at = begin + ReductionGroups.Offset(kernel.Groups, i);
            kernel.Output[at] = kernel.Input[at] * inverse;
        }
    }
}

/// <summary>The gradient of the input: (g − y·Σ g·y) / norm, and g / 10⁻¹² where the norm is below that.</summary>
internal struct UnitNormalizationBackward : IGpuKernel<UnitNormalizationBackward>
{
    // Of a norm that was put in the place of a smaller one.
    private const float LargestInverse = 0.9999999e12f;

    public ArrayView<float> Output;
    public ArrayView<float> Saved;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public ReductionGroups Groups;
    public long Count;
    public int Lanes;

    public static void Run(UnitNormalizationBackward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var group = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isGroup = group < kernel.Count;
        var begin = isGroup ? ReductionGroups.Begin(kernel.Groups, group) : 0L;
        var inverse = isGroup ? kernel.Saved[group] : 0f;
        var dot = 0f;
        for (var i = lane; isGroup & i < kernel.Groups.Size; i += kernel.Lanes)
        {
            var at = begin + ReductionGroups.Offset(kernel.Groups, i);
            dot += kernel.OutputGradient[at] * kernel.Output[at];
        }
        dot = Kernels.Lanes.Sum(dot, kernel.Lanes, shared);
        dot = inverse < LargestInverse ? dot : 0f;
        for (var i = lane; isGroup & i < kernel.Groups.Size; i += kernel.Lanes)
        {
            var at = begin + ReductionGroups.Offset(kernel.Groups, i);
            kernel.InputGradient[at] = (kernel.OutputGradient[at] - (kernel.Output[at] * dot)) * inverse;
        }
    }
}
