using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary><c>(x − mean)·inverse·gamma + beta</c>, with batch renormalization <c>((x − mean)·inverse·factor + summand)·gamma + beta</c>.</summary>
internal struct BatchNormalizationApply : IGpuKernel<BatchNormalizationApply>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ArrayView<float> Mean;

    /// <summary>1 / √(variance + epsilon), or the variance.</summary>
    public ArrayView<float> Spread;

    public ArrayView<float> Factor;
    public ArrayView<float> Summand;
    public ArrayView<float> Gamma;
    public ArrayView<float> Beta;
    public ChannelLayout Layout;
    public long Count;
    public float Epsilon;
    public int IsVariance;
    public int IsRenormalized;
    public int HasGamma;
    public int HasBeta;

    public static void Run(BatchNormalizationApply kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var channel = ChannelLayout.ChannelAt(kernel.Layout, i);
            var spread = kernel.Spread[channel];
            var scale = kernel.IsVariance != 0 ? 1 / MathF.Sqrt(spread + kernel.Epsilon) : spread;
            var shift = 0f;
            if (kernel.IsRenormalized != 0)
            {
                scale *= kernel.Factor[channel];
                shift = kernel.Summand[channel];
            }
            if (kernel.HasGamma != 0)
            {
                scale *= kernel.Gamma[channel];
                shift *= kernel.Gamma[channel];
            }
            if (kernel.HasBeta != 0)
                shift += kernel.Beta[channel];
            kernel.Output[i] = ((kernel.Input[i] - kernel.Mean[channel]) * scale) + shift;
        }
    }
}

/// <summary>Keeps mean and 1 / √(variance + epsilon) of moving averages for the backward pass.</summary>
internal struct MovingStatistics : IGpuKernel<MovingStatistics>
{
    public ArrayView<float> MovingMean;
    public ArrayView<float> MovingVariance;
    public ArrayView<float> Mean;
    public ArrayView<float> Inverse;
    public int Channels;
    public float Epsilon;

    public static void Run(MovingStatistics kernel)
    {
        for (var i = Threads.First; i < kernel.Channels; i += Threads.Step)
        {
            kernel.Mean[i] = kernel.MovingMean[i];
            kernel.Inverse[i] = 1 / MathF.Sqrt(kernel.MovingVariance[i] + kernel.Epsilon);
        }
    }
}

/// <summary>Σ g and Σ g·x̂ of each channel in one piece of the batch.</summary>
internal struct BatchGradientSums : IGpuKernel<BatchGradientSums>
{
    public ArrayView<float> Input;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> Mean;
    public ArrayView<float> Inverse;

    /// <summary>Of each piece the channels' Σ g, then their Σ g·x̂.</summary>
    public ArrayView<float> Sums;

    public ChannelLayout Layout;

    /// <summary>Channels of a group, a power of two.</summary>
    public int Width;

    public int Pieces;

    public static void Run(BatchGradientSums kernel)
    {
        var sums = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var dots = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var layout = kernel.Layout;
        var thread = Group.IdxX;
        var channel = (Grid.IdxX * kernel.Width) + (thread & (kernel.Width - 1));
        var end = (Grid.IdxY + 1) * layout.PerChannel / kernel.Pieces;
        var sum = 0f;
        var dot = 0f;
        if (channel < layout.Channels)
        {
            var mean = kernel.Mean[channel];
            var inverse = kernel.Inverse[channel];
            for (var i = (Grid.IdxY * layout.PerChannel / kernel.Pieces) + (thread / kernel.Width); i < end; i += Group.DimX / kernel.Width)
            {
                var at = ChannelLayout.At(layout, channel, i);
                var gradient = kernel.OutputGradient[at];
                sum += gradient;
                dot += gradient * ((kernel.Input[at] - mean) * inverse);
            }
        }
        sums[thread] = sum;
        dots[thread] = dot;
        Group.Barrier();
        for (var half = Group.DimX >> 1; half >= kernel.Width; half >>= 1)
        {
            if (thread < half)
            {
                sums[thread] += sums[thread + half];
                dots[thread] += dots[thread + half];
            }
            Group.Barrier();
        }
        if (thread < kernel.Width & channel < layout.Channels)
        {
            kernel.Sums[((long)Grid.IdxY * 2 * layout.Channels) + channel] = sums[thread];
            kernel.Sums[((((long)Grid.IdxY * 2) + 1) * layout.Channels) + channel] = dots[thread];
        }
    }
}

/// <summary>Adds Σ g and Σ g·x̂ to the gradients of beta and gamma; the corrections of batch renormalization count as constants.</summary>
internal struct BatchVariableGradients : IGpuKernel<BatchVariableGradients>
{
    /// <summary>The channels' Σ g, then their Σ g·x̂.</summary>
    public ArrayView<float> Sums;

    public ArrayView<float> Factor;
    public ArrayView<float> Summand;
    public ArrayView<float> GammaGradient;
    public ArrayView<float> BetaGradient;
    public int Channels;
    public int IsRenormalized;
    public int HasGamma;
    public int HasBeta;

    public static void Run(BatchVariableGradients kernel)
    {
        for (var i = Threads.First; i < kernel.Channels; i += Threads.Step)
        {
            var sum = kernel.Sums[i];
            var dot = kernel.Sums[i + kernel.Channels];
            if (kernel.HasBeta != 0)
                kernel.BetaGradient[i] += sum;
            if (kernel.HasGamma != 0)
                kernel.GammaGradient[i] += kernel.IsRenormalized != 0 ? (kernel.Factor[i] * dot) + (kernel.Summand[i] * sum) : dot;
        }
    }
}

/// <summary>
/// The gradient of the input: <c>gamma·factor·inverse·(g − w·(Σ g + x̂·Σ g·x̂) / n)</c>, where w is the mask (1 without); by moving averages just <c>gamma·inverse·g</c>.
/// </summary>
internal struct BatchNormalizationBackward : IGpuKernel<BatchNormalizationBackward>
{
    public ArrayView<float> Input;
    public ArrayView<byte> Mask;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public ArrayView<float> Gamma;
    public ArrayView<float> Mean;
    public ArrayView<float> Inverse;
    public ArrayView<float> Counts;
    public ArrayView<float> Factor;

    /// <summary>The channels' Σ g, then their Σ g·x̂.</summary>
    public ArrayView<float> Sums;

    public ChannelLayout Layout;
    public long Count;
    public int MaskStride;
    public int HasMask;
    public int HasGamma;
    public int IsRenormalized;
    public int UsesBatch;

    public static void Run(BatchNormalizationBackward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var channel = ChannelLayout.ChannelAt(kernel.Layout, i);
            var inverse = kernel.Inverse[channel];
            var scale = kernel.HasGamma != 0 ? inverse * kernel.Gamma[channel] : inverse;
            var gradient = kernel.OutputGradient[i];
            if (kernel.UsesBatch != 0)
            {
                if (kernel.IsRenormalized != 0)
                    scale *= kernel.Factor[channel];
                var normalized = (kernel.Input[i] - kernel.Mean[channel]) * inverse;
                var through = (kernel.Sums[channel] + (normalized * kernel.Sums[channel + kernel.Layout.Channels])) / kernel.Counts[channel];
                if (kernel.HasMask == 0 || kernel.Mask[i / kernel.MaskStride] != 0)
                    gradient -= through;
            }
            kernel.InputGradient[i] = gradient * scale;
        }
    }
}
