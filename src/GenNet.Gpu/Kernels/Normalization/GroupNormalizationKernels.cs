using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>A row of (outer, groups, channels of a group, inner) values, of which each group of channels is normalized by itself.</summary>
internal struct ChannelGroups
{
    public int Outer;
    public int Groups;
    public int Channels;
    public int Inner;

    /// <summary>Values of a group.</summary>
    [GpuKernel]
    public static int SizeOf(ChannelGroups groups) => groups.Outer * groups.Channels * groups.Inner;

    /// <summary>Where value <paramref name="element"/> of group <paramref name="group"/>, counted through all rows, lies.</summary>
    [GpuKernel]
    public static long At(ChannelGroups groups, long group, int element)
    {
        var row = group / groups.Groups;
        var pieces = element / groups.Inner;
        var outer = pieces / groups.Channels;
        var channel = ((int)(group - (row * groups.Groups)) * groups.Channels) + pieces - (outer * groups.Channels);
        return (((((row * groups.Outer) + outer) * groups.Groups * groups.Channels) + channel) * groups.Inner) + element - (pieces * groups.Inner);
    }

    /// <summary>The channel of value <paramref name="element"/> of a group.</summary>
    [GpuKernel]
    public static int ChannelOf(ChannelGroups groups, long group, int element) => ((int)(group % groups.Groups) * groups.Channels) + (element / groups.Inner % groups.Channels);
}

/// <summary>(x − mean) / √(variance + epsilon) · gamma + beta of each group of channels; mean and inverse deviation are kept.</summary>
internal struct GroupNormalizationForward : IGpuKernel<GroupNormalizationForward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ArrayView<float> Gamma;
    public ArrayView<float> Beta;
    public ArrayView<float> Saved;
    public ChannelGroups Groups;
    public long Count;
    public int Lanes;
    public float Epsilon;
    public int HasGamma;
    public int HasBeta;
    public int Saves;

    public static void Run(GroupNormalizationForward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var group = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isGroup = group < kernel.Count;
        var size = ChannelGroups.SizeOf(kernel.Groups);
        var sum = 0f;
        for (var i = lane; isGroup & i < size; i += kernel.Lanes)
            sum += kernel.Input[ChannelGroups.At(kernel.Groups, group, i)];
        var mean = Kernels.Lanes.Sum(sum, kernel.Lanes, shared) / size;
        var differences = 0f;
        var squares = 0f;
        for (var i = lane; isGroup & i < size; i += kernel.Lanes)
        {
            var difference = kernel.Input[ChannelGroups.At(kernel.Groups, group, i)] - mean;
            differences += difference;
            squares += difference * difference;
        }
        // The differences' own mean is the rounding error of the mean.
        var correction = Kernels.Lanes.Sum(differences, kernel.Lanes, shared) / size;
        mean += correction;
        var variance = (Kernels.Lanes.Sum(squares, kernel.Lanes, shared) / size) - (correction * correction);
        var inverse = 1 / MathF.Sqrt((variance < 0 ? 0f : variance) + kernel.Epsilon);
        if (kernel.Saves != 0 & isGroup & lane == 0)
        {
            kernel.Saved[2 * group] = mean;
            kernel.Saved[(2 * group) + 1] = inverse;
        }
        for (var i = lane; isGroup & i < size; i += kernel.Lanes)
        {
            var at = ChannelGroups.At(kernel.Groups, group, i);
            var channel = ChannelGroups.ChannelOf(kernel.Groups, group, i);
            var y = (kernel.Input[at] - mean) * inverse;
            if (kernel.HasGamma != 0)
                y *= kernel.Gamma[channel];
            if (kernel.HasBeta != 0)
                y += kernel.Beta[channel];
            kernel.Output[at] = y;
        }
    }
}

/// <summary>The gradient of the input: with h = g·gamma and x̂ the normalized values, (h − mean(h) − x̂·mean(h·x̂))·inverse.</summary>
internal struct GroupNormalizationBackward : IGpuKernel<GroupNormalizationBackward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Gamma;
    public ArrayView<float> Saved;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public ChannelGroups Groups;
    public long Count;
    public int Lanes;
    public int HasGamma;

    public static void Run(GroupNormalizationBackward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var group = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isGroup = group < kernel.Count;
        var size = ChannelGroups.SizeOf(kernel.Groups);
        var mean = isGroup ? kernel.Saved[2 * group] : 0f;
        var inverse = isGroup ? kernel.Saved[(2 * group) + 1] : 0f;
        var sum = 0f;
        var dot = 0f;
        for (var i = lane; isGroup & i < size; i += kernel.Lanes)
        {
            var at = ChannelGroups.At(kernel.Groups, group, i);
            var h = Scaled(kernel, group, i, at);
            sum += h;
            dot += h * ((kernel.Input[at] - mean) * inverse);
        }
        sum = Kernels.Lanes.Sum(sum, kernel.Lanes, shared) / size;
        dot = Kernels.Lanes.Sum(dot, kernel.Lanes, shared) / size;
        for (var i = lane; isGroup & i < size; i += kernel.Lanes)
        {
            var at = ChannelGroups.At(kernel.Groups, group, i);
            kernel.InputGradient[at] = (Scaled(kernel, group, i, at) - sum - ((kernel.Input[at] - mean) * inverse * dot)) * inverse;
        }
    }

    private static float Scaled(GroupNormalizationBackward kernel, long group, int element, long at) => kernel.HasGamma != 0
        ? kernel.OutputGradient[at] * kernel.Gamma[ChannelGroups.ChannelOf(kernel.Groups, group, element)]
        : kernel.OutputGradient[at];
}

/// <summary>Adds the gradients of gamma and beta of each channel: Σ g·x̂ and Σ g over all rows, lanes of threads a channel.</summary>
internal struct GroupNormalizationVariables : IGpuKernel<GroupNormalizationVariables>
{
    public ArrayView<float> Input;
    public ArrayView<float> Saved;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> GammaGradient;
    public ArrayView<float> BetaGradient;
    public ChannelGroups Groups;
    public int Rows;
    public int Lanes;
    public int HasGamma;
    public int HasBeta;

    public static void Run(GroupNormalizationVariables kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var channels = kernel.Groups.Groups * kernel.Groups.Channels;
        var channel = (int)RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isChannel = channel < channels;
        var perRow = kernel.Groups.Outer * kernel.Groups.Inner;
        var count = (long)kernel.Rows * perRow;
        var gamma = 0f;
        var beta = 0f;
        for (var i = (long)lane; isChannel & i < count; i += kernel.Lanes)
        {
            var piece = i / kernel.Groups.Inner;
            var at = (((piece * channels) + channel) * kernel.Groups.Inner) + i - (piece * kernel.Groups.Inner);
            var group = (i / perRow * kernel.Groups.Groups) + (channel / kernel.Groups.Channels);
            var gradient = kernel.OutputGradient[at];
            gamma += gradient * ((kernel.Input[at] - kernel.Saved[2 * group]) * kernel.Saved[(2 * group) + 1]);
            beta += gradient;
        }
        gamma = Kernels.Lanes.Sum(gamma, kernel.Lanes, shared);
        beta = Kernels.Lanes.Sum(beta, kernel.Lanes, shared);
        if (isChannel & lane == 0)
        {
            if (kernel.HasGamma != 0)
                kernel.GammaGradient[channel] += gamma;
            if (kernel.HasBeta != 0)
                kernel.BetaGradient[channel] += beta;
        }
    }
}
