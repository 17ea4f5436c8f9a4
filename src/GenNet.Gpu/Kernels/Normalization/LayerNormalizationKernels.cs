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
        var size = kernel.Groups.Size;
        var begin = isGroup ? ReductionGroups.Begin(kernel.Groups, group) : 0L;
        var mean = 0f;
        if (kernel.IsCentered != 0)
        {
            var sum = 0f;
            for (var i = lane; isGroup & i < size; i += kernel.Lanes)
                sum += kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, i)];
            mean = Kernels.Lanes.Sum(sum, kernel.Lanes, shared) / size;
        }
        var differences = 0f;
        var squares = 0f;
        for (var i = lane; isGroup & i < size; i += kernel.Lanes)
        {
            var difference = kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, i)] - mean;
            differences += difference;
            squares += difference * difference;
        }
        // The differences' own mean is the rounding error of the mean.
        var correction = kernel.IsCentered != 0 ? Kernels.Lanes.Sum(differences, kernel.Lanes, shared) / size : 0f;
        mean += correction;
        var variance = (Kernels.Lanes.Sum(squares, kernel.Lanes, shared) / size) - (correction * correction);
        var inverse = 1 / MathF.Sqrt((variance < 0 ? 0f : variance) + kernel.Epsilon);
        if (kernel.Saves != 0 & isGroup & lane == 0)
        {
            if (kernel.IsCentered != 0)
            {
                kernel.Saved[2 * group] = mean;
                kernel.Saved[(2 * group) + 1] = inverse;
            }
            else
                kernel.Saved[group] = inverse;
        }
        for (var i = lane; isGroup & i < size; i += kernel.Lanes)
        {
            var at = begin + ReductionGroups.Offset(kernel.Groups, i);
            var y = (kernel.Input[at] - mean) * inverse;
            if (kernel.HasGamma != 0)
                y *= kernel.Gamma[i];
            if (kernel.HasBeta != 0)
                y += kernel.Beta[i];
            kernel.Output[at] = y;
        }
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
        var size = kernel.Groups.Size;
        var begin = isGroup ? ReductionGroups.Begin(kernel.Groups, group) : 0L;
        var mean = isGroup ? MeanOf(kernel, group) : 0f;
        var inverse = isGroup ? InverseOf(kernel, group) : 0f;
        var sum = 0f;
        var dot = 0f;
        for (var i = lane; isGroup & i < size; i += kernel.Lanes)
        {
            var at = begin + ReductionGroups.Offset(kernel.Groups, i);
            var h = kernel.HasGamma != 0 ? kernel.OutputGradient[at] * kernel.Gamma[i] : kernel.OutputGradient[at];
            sum += h;
            dot += h * ((kernel.Input[at] - mean) * inverse);
        }
        sum = kernel.IsCentered != 0 ? Kernels.Lanes.Sum(sum, kernel.Lanes, shared) / size : 0f;
        dot = Kernels.Lanes.Sum(dot, kernel.Lanes, shared) / size;
        for (var i = lane; isGroup & i < size; i += kernel.Lanes)
        {
            var at = begin + ReductionGroups.Offset(kernel.Groups, i);
            var h = kernel.HasGamma != 0 ? kernel.OutputGradient[at] * kernel.Gamma[i] : kernel.OutputGradient[at];
            kernel.InputGradient[at] = (h - sum - ((kernel.Input[at] - mean) * inverse * dot)) * inverse;
        }
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
