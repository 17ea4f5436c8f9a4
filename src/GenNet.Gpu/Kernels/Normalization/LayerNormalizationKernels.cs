using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>(x − mean) / √(variance + epsilon) · gamma + beta of each group, and what the backward pass needs of it; without centering, mean is 0 and the variance the mean square.</summary>
internal struct LayerNormalizationForward : IGpuKernel<LayerNormalizationForward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ArrayView<float> Gamma;
    public ArrayView<float> Beta;

    /// <summary>Of each group mean and 1 / √(variance + epsilon), or the latter alone without centering.</summary>
    public ArrayView<float> Saved;

    public ReductionGroups Groups;
    public long Count;
    public int Lanes;
    public float Epsilon;
    public int HasGamma;
    public int HasBeta;
    public int Saves;
    public int IsCentered;

    public static void Run(LayerNormalizationForward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var group = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isGroup = group < kernel.Count;
        var size = isGroup ? kernel.Groups.Size : 0;
        var row = new LayerNormalizationRow { Kernel = kernel, Begin = isGroup ? ReductionGroups.Begin(kernel.Groups, group) : 0L };
        var values = LaneRow<LayerNormalizationRow, float>.Load(row, lane, kernel.Lanes, size);
        if (kernel.IsCentered != 0)
        {
            LaneRow<LayerNormalizationRow, float>.Each<LayerNormalizationRow.Add>(ref row, values, lane, kernel.Lanes, size);
            row.Mean = Kernels.Lanes.Sum(row.Sum, kernel.Lanes, shared) / kernel.Groups.Size;
            row.Sum = 0f;
        }
        LaneRow<LayerNormalizationRow, float>.Each<LayerNormalizationRow.AddSquare>(ref row, values, lane, kernel.Lanes, size);
        // The differences' own mean is the rounding error of the mean.
        var correction = kernel.IsCentered != 0 ? Kernels.Lanes.Sum(row.Sum, kernel.Lanes, shared) / kernel.Groups.Size : 0f;
        row.Mean += correction;
        var variance = (Kernels.Lanes.Sum(row.Squares, kernel.Lanes, shared) / kernel.Groups.Size) - (correction * correction);
        row.Inverse = 1 / MathF.Sqrt((variance < 0 ? 0f : variance) + kernel.Epsilon);
        if (kernel.Saves != 0 & isGroup & lane == 0)
        {
            if (kernel.IsCentered != 0)
            {
                kernel.Saved[2 * group] = row.Mean;
                kernel.Saved[(2 * group) + 1] = row.Inverse;
            }
            else
                kernel.Saved[group] = row.Inverse;
        }
        LaneRow<LayerNormalizationRow, float>.Each<LayerNormalizationRow.Store>(ref row, values, lane, kernel.Lanes, size);
    }
}

/// <summary>
/// The gradient of the input: with h = g·gamma and x̂ the normalized values, (h − mean(h) − x̂·mean(h·x̂))·inverse; without centering there is no mean(h).
/// </summary>
internal struct LayerNormalizationBackward : IGpuKernel<LayerNormalizationBackward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Gamma;
    public ArrayView<float> Saved;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public ReductionGroups Groups;
    public long Count;
    public int Lanes;
    public int HasGamma;
    public int IsCentered;

    public static void Run(LayerNormalizationBackward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var group = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isGroup = group < kernel.Count;
        var size = isGroup ? kernel.Groups.Size : 0;
        var row = new LayerNormalizationGradientRow { Kernel = kernel };
        if (isGroup)
        {
            row.Begin = ReductionGroups.Begin(kernel.Groups, group);
            row.Mean = MeanOf(kernel, group);
            row.Inverse = InverseOf(kernel, group);
        }
        var values = LaneRow<LayerNormalizationGradientRow, ValuePair>.Load(row, lane, kernel.Lanes, size);
        LaneRow<LayerNormalizationGradientRow, ValuePair>.Each<LayerNormalizationGradientRow.Add>(ref row, values, lane, kernel.Lanes, size);
        row.Sum = kernel.IsCentered != 0 ? Kernels.Lanes.Sum(row.Sum, kernel.Lanes, shared) / kernel.Groups.Size : 0f;
        row.Dot = Kernels.Lanes.Sum(row.Dot, kernel.Lanes, shared) / kernel.Groups.Size;
        LaneRow<LayerNormalizationGradientRow, ValuePair>.Each<LayerNormalizationGradientRow.Store>(ref row, values, lane, kernel.Lanes, size);
    }

    private static float MeanOf(LayerNormalizationBackward kernel, long group) => kernel.IsCentered != 0 ? kernel.Saved[2 * group] : 0f;

    private static float InverseOf(LayerNormalizationBackward kernel, long group) => kernel.Saved[kernel.IsCentered != 0 ? (2 * group) + 1 : group];
}

/// <summary>The gradients of gamma and beta in one piece of the groups: Σ g·x̂ and Σ g of each element, a thread an element.</summary>
internal struct LayerNormalizationVariables : IGpuKernel<LayerNormalizationVariables>
{
    public ArrayView<float> Input;
    public ArrayView<float> Saved;
    public ArrayView<float> OutputGradient;

    /// <summary>Of each piece the sums for gamma, then those for beta.</summary>
    public ArrayView<float> Sums;

    public ReductionGroups Groups;
    public long Count;
    public int Pieces;
    public int IsCentered;

    public static void Run(LayerNormalizationVariables kernel)
    {
        var element = (Grid.IdxX * Group.DimX) + Group.IdxX;
        var size = kernel.Groups.Size;
        if (element >= size)
            return;
        var first = Grid.IdxY * kernel.Count / kernel.Pieces;
        var end = (Grid.IdxY + 1) * kernel.Count / kernel.Pieces;
        var offset = ReductionGroups.Offset(kernel.Groups, element);
        var gamma = 0f;
        var beta = 0f;
        for (var group = first; group < end; group++)
        {
            var at = ReductionGroups.Begin(kernel.Groups, group) + offset;
            var mean = kernel.IsCentered != 0 ? kernel.Saved[2 * group] : 0f;
            var inverse = kernel.Saved[kernel.IsCentered != 0 ? (2 * group) + 1 : group];
            var gradient = kernel.OutputGradient[at];
            gamma += gradient * ((kernel.Input[at] - mean) * inverse);
            beta += gradient;
        }
        kernel.Sums[((long)Grid.IdxY * 2 * size) + element] = gamma;
        kernel.Sums[((long)Grid.IdxY * 2 * size) + size + element] = beta;
    }
}
