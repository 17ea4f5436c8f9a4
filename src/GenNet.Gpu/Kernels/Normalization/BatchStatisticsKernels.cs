using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>A row's layout where channels are normalized: (outer, channels, inner).</summary>
internal struct ChannelLayout
{
    public int Channels;

    /// <summary>Values of a channel that lie side by side.</summary>
    public int Inner;

    /// <summary>Values of a channel in the batch.</summary>
    public long PerChannel;

    /// <summary>Where value <paramref name="index"/> of a channel lies.</summary>
    [GpuKernel]
    public static long At(ChannelLayout layout, int channel, long index)
    {
        var outer = index / layout.Inner;
        return (((outer * layout.Channels) + channel) * layout.Inner) + (index - (outer * layout.Inner));
    }

    /// <summary>The channel of the value that lies at <paramref name="at"/>.</summary>
    [GpuKernel]
    public static int ChannelAt(ChannelLayout layout, long at) => (int)(at / layout.Inner % layout.Channels);
}

/// <summary>
/// Number, mean and Σ(x − mean)² of each channel's values in one piece of the batch. Each thread sums differences from its first value, so that a large mean costs no digits, and pairs of
/// results are merged as Chan, Golub and LeVeque (1983) say.
/// </summary>
internal struct BatchMoments : IGpuKernel<BatchMoments>
{
    public ArrayView<float> Input;

    /// <summary>Which values count, one byte for <see cref="MaskStride"/> of them.</summary>
    public ArrayView<byte> Mask;

    /// <summary>Of each piece the channels' numbers, means, and sums of squares.</summary>
    public ArrayView<float> Moments;

    public ChannelLayout Layout;
    public int MaskStride;
    public int HasMask;

    /// <summary>Channels of a group, a power of two.</summary>
    public int Width;

    public int Pieces;

    public static void Run(BatchMoments kernel)
    {
        var counts = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var means = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var squares = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var layout = kernel.Layout;
        var thread = Group.IdxX;
        var channel = (Grid.IdxX * kernel.Width) + (thread & (kernel.Width - 1));
        var end = (Grid.IdxY + 1) * layout.PerChannel / kernel.Pieces;
        var count = 0f;
        var shift = 0f;
        var difference = 0f;
        var square = 0f;
        if (channel < layout.Channels)
        {
            for (var i = (Grid.IdxY * layout.PerChannel / kernel.Pieces) + (thread / kernel.Width); i < end; i += Group.DimX / kernel.Width)
            {
                var at = ChannelLayout.At(layout, channel, i);
                if (kernel.HasMask == 0 || kernel.Mask[at / kernel.MaskStride] != 0)
                {
                    var x = kernel.Input[at];
                    shift = count == 0 ? x : shift;
                    count += 1;
                    difference += x - shift;
                    square += (x - shift) * (x - shift);
                }
            }
        }
        var mean = count == 0 ? 0f : difference / count;
        counts[thread] = count;
        means[thread] = shift + mean;
        squares[thread] = square - (difference * mean);
        Group.Barrier();
        for (var half = Group.DimX >> 1; half >= kernel.Width; half >>= 1)
        {
            if (thread < half)
                MergedMoments.Merge(counts, means, squares, thread, counts[thread + half], means[thread + half], squares[thread + half]);
            Group.Barrier();
        }
        if (thread < kernel.Width & channel < layout.Channels)
        {
            var at = (Grid.IdxY * 3 * layout.Channels) + channel;
            kernel.Moments[at] = counts[thread];
            kernel.Moments[at + layout.Channels] = means[thread];
            kernel.Moments[at + (2 * layout.Channels)] = squares[thread];
        }
    }
}

/// <summary>Moments of two samples together.</summary>
[GpuKernel]
internal static class MergedMoments
{
    /// <summary>Takes another sample into the one at <paramref name="at"/>.</summary>
    public static void Merge(ArrayView<float> counts, ArrayView<float> means, ArrayView<float> squares, int at, float otherCount, float otherMean, float otherSquares)
    {
        var count = counts[at];
        var all = count + otherCount;
        if (otherCount == 0)
            return;
        var delta = otherMean - means[at];
        var share = otherCount / all;
        counts[at] = all;
        means[at] = count == 0 ? otherMean : means[at] + (delta * share);
        squares[at] = count == 0 ? otherSquares : squares[at] + otherSquares + (delta * delta * (count * share));
    }
}

/// <summary>Merges the pieces' moments, some lanes a channel; leaves what the batch is normalized by, and moves the moving averages.</summary>
internal struct BatchStatistics : IGpuKernel<BatchStatistics>
{
    public ArrayView<float> Moments;
    public ArrayView<float> Mean;
    public ArrayView<float> Inverse;
    public ArrayView<float> Count;
    public ArrayView<float> Factor;
    public ArrayView<float> Summand;
    public ArrayView<float> MovingMean;
    public ArrayView<float> MovingVariance;
    public ArrayView<float> MovingStddev;
    public ArrayView<float> RenormMean;
    public ArrayView<float> RenormStddev;
    public int Channels;
    public int Pieces;

    /// <summary>Added to the number of values: 10⁻⁷ with a mask, as in Keras.</summary>
    public float CountEpsilon;

    public float Epsilon;
    public float Momentum;
    public float OneMinusMomentum;
    public int Renorm;
    public float RenormRmin;
    public float RenormRmax;
    public float RenormDmax;
    public float RenormMomentum;
    public float OneMinusRenormMomentum;

    /// <summary>Lanes of a channel.</summary>
    public int Lanes;

    public static void Run(BatchStatistics kernel)
    {
        var counts = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var means = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var squares = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var thread = Group.IdxX;
        var channel = (int)RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        counts[thread] = 0f;
        means[thread] = 0f;
        squares[thread] = 0f;
        for (var piece = lane; channel < kernel.Channels & piece < kernel.Pieces; piece += kernel.Lanes)
        {
            var at = (piece * 3 * kernel.Channels) + channel;
            MergedMoments.Merge(counts, means, squares, thread, kernel.Moments[at], kernel.Moments[at + kernel.Channels], kernel.Moments[at + (2 * kernel.Channels)]);
        }
        Group.Barrier();
        for (var half = kernel.Lanes >> 1; half > 0; half >>= 1)
        {
            if (lane < half)
                MergedMoments.Merge(counts, means, squares, thread, counts[thread + half], means[thread + half], squares[thread + half]);
            Group.Barrier();
        }
        if (lane == 0 & channel < kernel.Channels)
            Leave(kernel, channel, counts[thread], means[thread], squares[thread]);
    }

    private static void Leave(BatchStatistics kernel, int channel, float count, float mean, float squares)
    {
        var counted = count + kernel.CountEpsilon;
        mean = mean * count / counted;
        var variance = squares / counted;
        kernel.Count[channel] = counted;
        kernel.Mean[channel] = mean;
        kernel.Inverse[channel] = 1 / MathF.Sqrt(variance + kernel.Epsilon);
        kernel.MovingMean[channel] = (kernel.MovingMean[channel] * kernel.Momentum) + (mean * kernel.OneMinusMomentum);
        if (kernel.Renorm == 0)
            kernel.MovingVariance[channel] = (kernel.MovingVariance[channel] * kernel.Momentum) + (variance * kernel.OneMinusMomentum);
        else
            Renormalize(kernel, channel, mean, MathF.Sqrt(variance + kernel.Epsilon));
    }

    // The corrections of batch renormalization (Ioffe, 2017), as Keras has them.
    private static void Renormalize(BatchStatistics kernel, int channel, float mean, float deviation)
    {
        var reference = Bounds.Largest(kernel.RenormStddev[channel], MathF.Sqrt(kernel.Epsilon));
        kernel.Factor[channel] = Bounds.Clamp(deviation / reference, kernel.RenormRmin, kernel.RenormRmax);
        kernel.Summand[channel] = Bounds.Clamp((mean - kernel.RenormMean[channel]) / reference, -kernel.RenormDmax, kernel.RenormDmax);
        kernel.RenormMean[channel] = (kernel.RenormMean[channel] * kernel.RenormMomentum) + (mean * kernel.OneMinusRenormMomentum);
        kernel.RenormStddev[channel] = (kernel.RenormStddev[channel] * kernel.RenormMomentum) + (deviation * kernel.OneMinusRenormMomentum);
        var moving = (kernel.MovingStddev[channel] * kernel.Momentum) + (deviation * kernel.OneMinusMomentum);
        kernel.MovingStddev[channel] = moving;
        kernel.MovingVariance[channel] = Bounds.Largest((moving * moving) - kernel.Epsilon, 0);
    }
}
