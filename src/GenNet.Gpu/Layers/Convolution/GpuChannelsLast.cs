using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Values of a layer whose channels may stand first, as kernels take them: with the channels last.</summary>
/// <param name="isChannelsFirst">Whether the layer's channels stand first.</param>
internal readonly struct GpuChannelsLast(bool isChannelsFirst)
{
    /// <summary>The values with the channels last: themselves, or a copy in memory of <paramref name="use"/>.</summary>
    public GpuTensorRef Of(in GpuPass pass, ScratchUse use, int channels, int positions, GpuTensorRef values)
    {
        if (!isChannelsFirst)
            return values;
        var last = pass.Scratch(use, (long)pass.Rows * channels * positions);
        GpuMoves.ChannelsToLast(pass, pass.Rows, channels, positions, values, last);
        return last;
    }

    /// <summary>Where a kernel puts values with the channels last that are meant for <paramref name="values"/>.</summary>
    public GpuTensorRef Target(in GpuPass pass, ScratchUse use, int channels, int positions, GpuTensorRef values) =>
        isChannelsFirst ? pass.Scratch(use, (long)pass.Rows * channels * positions) : values;

    /// <summary>Brings what a kernel has put to <see cref="Target"/> to <paramref name="values"/>.</summary>
    public void Store(in GpuPass pass, int channels, int positions, GpuTensorRef target, GpuTensorRef values)
    {
        if (isChannelsFirst)
            GpuMoves.ChannelsToFirst(pass, pass.Rows, channels, positions, target, values);
    }
}
