namespace GenNet.Kernels;

/// <summary>Values of a layer whose channels may stand first, as kernels take them: with the channels last.</summary>
/// <param name="isChannelsFirst">Whether the layer's channels stand first.</param>
internal readonly unsafe struct ChannelsLast(bool isChannelsFirst)
{
    /// <summary>The values with the channels last: themselves, or a copy in memory of <paramref name="use"/>.</summary>
    public float* Of(in Pass pass, ScratchUse use, int channels, int positions, float* values)
    {
        if (!isChannelsFirst)
            return values;
        var last = Scratch.Take(use, (nint)pass.Rows * channels * positions);
        ChannelOrder.ToLast(pass.Workers, pass.Rows, channels, positions, values, last);
        return last;
    }

    /// <summary>Where a kernel puts values with the channels last that are meant for <paramref name="values"/>.</summary>
    public float* Target(in Pass pass, ScratchUse use, int channels, int positions, float* values) =>
        isChannelsFirst ? Scratch.Take(use, (nint)pass.Rows * channels * positions) : values;

    /// <summary>Brings what a kernel has put to <see cref="Target"/> to <paramref name="values"/>.</summary>
    public void Store(in Pass pass, int channels, int positions, float* target, float* values)
    {
        if (isChannelsFirst)
            ChannelOrder.ToFirst(pass.Workers, pass.Rows, channels, positions, target, values);
    }
}
