using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>A pooling over all positions: a group takes some channels of one row, and lanes of it positions in turn.</summary>
internal struct GlobalPoolingForward<TFunction> : IGpuKernel<GlobalPoolingForward<TFunction>>
    where TFunction : struct, IPoolingFunction
{
    public ArrayView<float> Input;
    public ArrayView<byte> Mask;
    public ArrayView<float> Output;
    public int Positions;
    public int Channels;

    /// <summary>Channels of a group, a power of two.</summary>
    public int Width;

    public int PositionStride;
    public int ChannelStride;
    public int HasMask;

    public static void Run(GlobalPoolingForward<TFunction> kernel)
    {
        var shared = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var counts = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var thread = Group.IdxX;
        var channel = (Grid.IdxY * kernel.Width) + (thread & (kernel.Width - 1));
        var result = TFunction.Start;
        var count = 0f;
        if (channel < kernel.Channels)
        {
            var begin = ((long)Grid.IdxX * kernel.Positions * kernel.Channels) + ((long)channel * kernel.ChannelStride);
            for (var position = thread / kernel.Width; position < kernel.Positions; position += Group.DimX / kernel.Width)
            {
                if (kernel.HasMask == 0 || kernel.Mask[((long)Grid.IdxX * kernel.Positions) + position] != 0)
                {
                    result = TFunction.Combine(result, kernel.Input[begin + ((long)position * kernel.PositionStride)]);
                    count += 1;
                }
            }
        }
        shared[thread] = result;
        counts[thread] = count;
        Group.Barrier();
        for (var half = Group.DimX >> 1; half >= kernel.Width; half >>= 1)
        {
            if (thread < half)
            {
                shared[thread] = TFunction.Combine(shared[thread], shared[thread + half]);
                counts[thread] += counts[thread + half];
            }
            Group.Barrier();
        }
        if (thread < kernel.Width & channel < kernel.Channels)
            kernel.Output[((long)Grid.IdxX * kernel.Channels) + channel] = TFunction.IsMean ? shared[thread] / counts[thread] : shared[thread];
    }
}

/// <summary>How many positions of each row a mask leaves.</summary>
internal struct MaskCounts : IGpuKernel<MaskCounts>
{
    public ArrayView<byte> Mask;
    public ArrayView<float> Counts;
    public long Rows;
    public int Positions;
    public int Lanes;

    public static void Run(MaskCounts kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var row = RowOfThread.Row(kernel.Lanes);
        var count = 0f;
        if (row < kernel.Rows)
        {
            for (var position = RowOfThread.Lane(kernel.Lanes); position < kernel.Positions; position += kernel.Lanes)
                count += kernel.Mask[(row * kernel.Positions) + position] != 0 ? 1f : 0f;
        }
        count = Kernels.Lanes.Sum(count, kernel.Lanes, shared);
        if (row < kernel.Rows & RowOfThread.Lane(kernel.Lanes) == 0)
            kernel.Counts[row] = count;
    }
}

/// <summary>The gradient of a mean over all positions: an equal share for each that counts.</summary>
internal struct GlobalMeanBackward : IGpuKernel<GlobalMeanBackward>
{
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public ArrayView<byte> Mask;
    public ArrayView<float> Counts;
    public long Count;
    public int Positions;
    public int Channels;
    public int ChannelsFirst;
    public int HasMask;

    public static void Run(GlobalMeanBackward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var outer = i / (kernel.ChannelsFirst != 0 ? kernel.Positions : kernel.Channels);
            var inner = i - (outer * (kernel.ChannelsFirst != 0 ? kernel.Positions : kernel.Channels));
            var row = outer / (kernel.ChannelsFirst != 0 ? kernel.Channels : kernel.Positions);
            var channel = kernel.ChannelsFirst != 0 ? outer - (row * kernel.Channels) : inner;
            var position = kernel.ChannelsFirst != 0 ? inner : outer - (row * kernel.Positions);
            var gradient = kernel.OutputGradient[(row * kernel.Channels) + channel];
            if (kernel.HasMask == 0)
                kernel.InputGradient[i] = gradient / kernel.Positions;
            else
                kernel.InputGradient[i] = kernel.Mask[(row * kernel.Positions) + position] != 0 ? gradient / kernel.Counts[row] : 0f;
        }
    }
}

/// <summary>The gradient of a maximum over all positions: those that have it share it.</summary>
internal struct GlobalMaxBackward : IGpuKernel<GlobalMaxBackward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public int Positions;
    public int Channels;

    /// <summary>Channels of a group, a power of two.</summary>
    public int Width;

    public int PositionStride;
    public int ChannelStride;

    public static void Run(GlobalMaxBackward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var thread = Group.IdxX;
        var channel = (Grid.IdxY * kernel.Width) + (thread & (kernel.Width - 1));
        var isChannel = channel < kernel.Channels;
        var begin = ((long)Grid.IdxX * kernel.Positions * kernel.Channels) + ((long)channel * kernel.ChannelStride);
        var largest = isChannel ? kernel.Output[((long)Grid.IdxX * kernel.Channels) + channel] : 0f;
        var count = 0f;
        if (isChannel)
        {
            for (var position = thread / kernel.Width; position < kernel.Positions; position += Group.DimX / kernel.Width)
                count += kernel.Input[begin + ((long)position * kernel.PositionStride)] == largest ? 1f : 0f;
        }
        shared[thread] = count;
        Group.Barrier();
        for (var half = Group.DimX >> 1; half >= kernel.Width; half >>= 1)
        {
            if (thread < half)
                shared[thread] += shared[thread + half];
            Group.Barrier();
        }
        if (!isChannel)
            return;
        var share = kernel.OutputGradient[((long)Grid.IdxX * kernel.Channels) + channel] / shared[thread & (kernel.Width - 1)];
        for (var position = thread / kernel.Width; position < kernel.Positions; position += Group.DimX / kernel.Width)
        {
            var at = begin + ((long)position * kernel.PositionStride);
            kernel.InputGradient[at] = kernel.Input[at] == largest ? share : 0f;
        }
    }
}
