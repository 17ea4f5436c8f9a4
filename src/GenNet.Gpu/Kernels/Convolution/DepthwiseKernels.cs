using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>A convolution of each channel by itself: one output value a thread, neighbours being filters.</summary>
internal struct DepthwiseForward<TActivation> : IGpuKernel<DepthwiseForward<TActivation>>
    where TActivation : struct, IActivationFunction
{
    public ArrayView<float> Input;
    public ArrayView<float> Kernel;
    public ArrayView<float> Bias;
    public ArrayView<float> Output;
    public ConvolutionGeometry Shape;
    public long Count;
    public int HasBias;

    public static void Run(DepthwiseForward<TActivation> kernel)
    {
        var shape = kernel.Shape;
        var positions = shape.OutputDepth * shape.OutputHeight * shape.OutputWidth;
        var inputSize = (long)shape.InputDepth * shape.InputHeight * shape.InputWidth * shape.Channels;
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var pixel = i / shape.Filters;
            var filter = (int)(i - (pixel * shape.Filters));
            var image = pixel / positions;
            var first = ConvolutionPlaces.FirstInput(shape, ConvolutionPlaces.At((int)(pixel - (image * positions)), shape.OutputHeight, shape.OutputWidth));
            var begin = (image * inputSize) + Divisor.Divide(filter, shape.GroupFilters);
            var sum = 0f;
            for (var tap = 0; tap < shape.Taps; tap++)
            {
                var at = ConvolutionPlaces.TapAt(shape, tap);
                var position = ConvolutionPlaces.Input(shape, first.Z + at.Z, first.Y + at.Y, first.X + at.X);
                if (position >= 0)
                    sum += kernel.Input[begin + ((long)position * shape.Channels)] * kernel.Kernel[((long)tap * shape.Filters) + filter];
            }
            kernel.Output[i] = TActivation.Forward(kernel.HasBias != 0 ? sum + kernel.Bias[filter] : sum);
        }
    }
}

/// <summary>Its transpose: one input value a thread.</summary>
internal struct DepthwiseTransposed<TActivation> : IGpuKernel<DepthwiseTransposed<TActivation>>
    where TActivation : struct, IActivationFunction
{
    public ArrayView<float> Values;
    public ArrayView<float> Kernel;
    public ArrayView<float> Bias;
    public ArrayView<float> Result;
    public ConvolutionGeometry Shape;
    public long Count;
    public int HasBias;

    public static void Run(DepthwiseTransposed<TActivation> kernel)
    {
        var shape = kernel.Shape;
        var positions = shape.InputDepth * shape.InputHeight * shape.InputWidth;
        var outputSize = (long)shape.OutputDepth * shape.OutputHeight * shape.OutputWidth * shape.Filters;
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var pixel = i / shape.Channels;
            var channel = (int)(i - (pixel * shape.Channels));
            var image = pixel / positions;
            var place = ConvolutionPlaces.At((int)(pixel - (image * positions)), shape.InputHeight, shape.InputWidth);
            var sum = 0f;
            for (var tap = 0; tap < shape.Taps; tap++)
            {
                var at = ConvolutionPlaces.TapAt(shape, tap);
                var position = ConvolutionPlaces.Output(shape, place.Z + shape.PadFront - at.Z, place.Y + shape.PadTop - at.Y, place.X + shape.PadLeft - at.X);
                if (position < 0)
                    continue;
                var from = (image * outputSize) + ((long)position * shape.Filters) + (channel * shape.GroupFilters.Value);
                var weights = ((long)tap * shape.Filters) + (channel * shape.GroupFilters.Value);
                for (var filter = 0; filter < shape.GroupFilters.Value; filter++)
                    sum += kernel.Values[from + filter] * kernel.Kernel[weights + filter];
            }
            kernel.Result[i] = TActivation.Forward(kernel.HasBias != 0 ? sum + kernel.Bias[channel] : sum);
        }
    }
}

/// <summary>
/// The gradient of its kernel in one piece of the batch's output positions: a group sums for some filters of one tap, lanes of it taking positions in turn.
/// </summary>
internal struct DepthwiseKernelPieces : IGpuKernel<DepthwiseKernelPieces>
{
    public ArrayView<float> Input;
    public ArrayView<float> OutputGradient;

    /// <summary>Of each piece one sum for each tap and filter.</summary>
    public ArrayView<float> Sums;

    public ConvolutionGeometry Shape;

    /// <summary>Output positions of the batch.</summary>
    public int Positions;

    /// <summary>Output positions of an image.</summary>
    public Divisor ImagePositions;

    /// <summary>Output positions of a slice.</summary>
    public Divisor SlicePositions;

    /// <summary>Output positions of a row.</summary>
    public Divisor RowPositions;

    /// <summary>Filters of a group of threads, a power of two.</summary>
    public int Width;

    public int Pieces;

    public static void Run(DepthwiseKernelPieces kernel)
    {
        var shared = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var shape = kernel.Shape;
        var thread = Group.IdxX;
        var filter = (Grid.IdxX * kernel.Width) + (thread & (kernel.Width - 1));
        var tap = ConvolutionPlaces.TapAt(shape, Grid.IdxY);
        var first = (int)((long)Grid.IdxZ * kernel.Positions / kernel.Pieces);
        var end = (int)((long)(Grid.IdxZ + 1) * kernel.Positions / kernel.Pieces);
        var sum = 0f;
        if (filter < shape.Filters)
        {
            var channel = Divisor.Divide(filter, shape.GroupFilters);
            for (var at = first + (thread / kernel.Width); at < end; at += Group.DimX / kernel.Width)
            {
                var image = Divisor.Divide(at, kernel.ImagePositions);
                var inImage = at - (image * kernel.ImagePositions.Value);
                var slice = Divisor.Divide(inImage, kernel.SlicePositions);
                var inSlice = inImage - (slice * kernel.SlicePositions.Value);
                var row = Divisor.Divide(inSlice, kernel.RowPositions);
                var under = ConvolutionPlaces.FirstInput(shape, new() { Z = slice, Y = row, X = inSlice - (row * kernel.RowPositions.Value) });
                var position = ConvolutionPlaces.Input(shape, under.Z + tap.Z, under.Y + tap.Y, under.X + tap.X);
                if (position >= 0)
                {
                    var pixel = ((long)image * shape.InputDepth * shape.InputHeight * shape.InputWidth) + position;
                    sum += kernel.Input[(pixel * shape.Channels) + channel] * kernel.OutputGradient[((long)at * shape.Filters) + filter];
                }
            }
        }
        shared[thread] = sum;
        Group.Barrier();
        for (var half = Group.DimX >> 1; half >= kernel.Width; half >>= 1)
        {
            if (thread < half)
                shared[thread] += shared[thread + half];
            Group.Barrier();
        }
        if (thread < kernel.Width & filter < shape.Filters)
            kernel.Sums[((((long)Grid.IdxZ * shape.Taps) + Grid.IdxY) * shape.Filters) + filter] = shared[thread];
    }
}
