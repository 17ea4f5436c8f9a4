using System.Numerics;
using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Poolings over all positions, or over those that a mask leaves. A row is (positions, channels), or (channels, positions) where channels stand first.</summary>
internal static class GpuGlobalPooling
{
    private const int WidestBlock = 32;

    /// <summary>The mean of each channel.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="positions">Positions of a row.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="channelsFirst">Whether channels stand first.</param>
    /// <param name="input">The values.</param>
    /// <param name="mask">(rows, positions) bytes, or none.</param>
    /// <param name="output">(rows, channels)</param>
    public static void Mean(in GpuPass pass, int positions, int channels, bool channelsFirst, GpuTensorRef input, GpuTensorRef mask, GpuTensorRef output) =>
        Forward<MeanOfWindow>(pass, positions, channels, channelsFirst, input, mask, output);

    /// <summary>The largest value of each channel.</summary>
    public static void Largest(in GpuPass pass, int positions, int channels, bool channelsFirst, GpuTensorRef input, GpuTensorRef output) =>
        Forward<LargestOfWindow>(pass, positions, channels, channelsFirst, input, default, output);

    /// <summary>The gradient of the input of <see cref="Mean"/>.</summary>
    public static void MeanBackward(in GpuPass pass, int positions, int channels, bool channelsFirst, GpuTensorRef mask, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        var maskCounts = mask.IsNone ? default : pass.Workspace(pass.Rows);
        if (!mask.IsNone)
        {
            var lanes = RowLanes.For(pass, positions);
            lanes.Launch(pass, pass.Rows, new MaskCounts { Mask = mask.Elements<byte>((long)pass.Rows * positions), Counts = maskCounts.Rest, Rows = pass.Rows, Positions = positions, Lanes = lanes.Count });
        }
        var count = (long)pass.Rows * positions * channels;
        pass.LaunchForEach(count, new GlobalMeanBackward
        {
            OutputGradient = outputGradient.Rest,
            InputGradient = inputGradient.Rest,
            Mask = mask.Or(outputGradient).Elements<byte>(mask.IsNone ? 1 : (long)pass.Rows * positions),
            Counts = maskCounts.Or(outputGradient).Rest,
            Count = count,
            Positions = positions,
            Channels = channels,
            ChannelsFirst = channelsFirst ? 1 : 0,
            HasMask = mask.IsNone ? 0 : 1,
        });
    }

    /// <summary>The gradient of the input of <see cref="Largest"/>: the positions that have the largest value share it.</summary>
    public static void LargestBackward(
        in GpuPass pass, int positions, int channels, bool channelsFirst, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        var (width, groups) = Blocks(pass, channels, channelsFirst);
        pass.Launch(groups, pass.Accelerator.GroupSize, new GlobalMaxBackward
        {
            Input = input.Rest,
            Output = output.Rest,
            OutputGradient = outputGradient.Rest,
            InputGradient = inputGradient.Rest,
            Positions = positions,
            Channels = channels,
            Width = width,
            PositionStride = channelsFirst ? 1 : channels,
            ChannelStride = channelsFirst ? positions : 1,
        });
    }

    private static void Forward<TFunction>(in GpuPass pass, int positions, int channels, bool channelsFirst, GpuTensorRef input, GpuTensorRef mask, GpuTensorRef output)
        where TFunction : struct, IPoolingFunction
    {
        var (width, groups) = Blocks(pass, channels, channelsFirst);
        pass.Launch(groups, pass.Accelerator.GroupSize, new GlobalPoolingForward<TFunction>
        {
            Input = input.Rest,
            Mask = mask.Or(input).Elements<byte>(mask.IsNone ? 1 : (long)pass.Rows * positions),
            Output = output.Rest,
            Positions = positions,
            Channels = channels,
            Width = width,
            PositionStride = channelsFirst ? 1 : channels,
            ChannelStride = channelsFirst ? positions : 1,
            HasMask = mask.IsNone ? 0 : 1,
        });
    }

    // Threads side by side read what lies side by side: channels where they stand last, positions where they don't.
    private static (int Width, Index3D Groups) Blocks(in GpuPass pass, int channels, bool channelsFirst)
    {
        var width = channelsFirst ? 1 : Math.Min(Math.Min(WidestBlock, pass.Accelerator.GroupSize), (int)BitOperations.RoundUpToPowerOf2((uint)channels));
        return (width, new Index3D(pass.Rows, (channels + width - 1) / width, 1));
    }
}
