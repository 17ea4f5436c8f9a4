using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>A pooling: one output value a thread.</summary>
internal struct PoolingForward<TFunction> : IGpuKernel<PoolingForward<TFunction>>
    where TFunction : struct, IPoolingFunction
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public PoolingGeometry Shape;
    public long Count;

    public static void Run(PoolingForward<TFunction> kernel)
    {
        var shape = kernel.Shape;
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var place = PoolingPlace.OfOutput(shape, i);
            var result = TFunction.Start;
            for (var z = PoolingWindows.First(shape.Depth, place.Z); z <= PoolingWindows.Last(shape.Depth, place.Z); z++)
            {
                for (var y = PoolingWindows.First(shape.Height, place.Y); y <= PoolingWindows.Last(shape.Height, place.Y); y++)
                {
                    for (var x = PoolingWindows.First(shape.Width, place.X); x <= PoolingWindows.Last(shape.Width, place.X); x++)
                        result = TFunction.Combine(result, kernel.Input[PoolingPlace.Input(shape, place, z, y, x)]);
                }
            }
            kernel.Output[i] = TFunction.IsMean ? result / PoolingPlace.WindowSize(shape, place.Z, place.Y, place.X) : result;
        }
    }
}

/// <summary>The gradient of an average pooling's input: an element has its share of the gradient of each window that it is in.</summary>
internal struct AveragePoolingBackward : IGpuKernel<AveragePoolingBackward>
{
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public PoolingGeometry Shape;
    public long Count;

    public static void Run(AveragePoolingBackward kernel)
    {
        var shape = kernel.Shape;
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var place = PoolingPlace.OfInput(shape, i);
            var sum = 0f;
            for (var z = PoolingWindows.FirstOf(shape.Depth, place.Z); z <= PoolingWindows.LastOf(shape.Depth, place.Z); z++)
            {
                for (var y = PoolingWindows.FirstOf(shape.Height, place.Y); y <= PoolingWindows.LastOf(shape.Height, place.Y); y++)
                {
                    for (var x = PoolingWindows.FirstOf(shape.Width, place.X); x <= PoolingWindows.LastOf(shape.Width, place.X); x++)
                        sum += kernel.OutputGradient[PoolingPlace.Output(shape, place, z, y, x)] / PoolingPlace.WindowSize(shape, z, y, x);
                }
            }
            kernel.InputGradient[i] = sum;
        }
    }
}

/// <summary>
/// The gradient of a max pooling's input: each window gives its own to the first element that has its largest value. Every element asks the windows that it is in, so that nothing is added by
/// two threads; one with NaN gives nothing, since NaN equals nothing.
/// </summary>
internal struct MaxPoolingBackward : IGpuKernel<MaxPoolingBackward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public PoolingGeometry Shape;
    public long Count;

    public static void Run(MaxPoolingBackward kernel)
    {
        var shape = kernel.Shape;
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var place = PoolingPlace.OfInput(shape, i);
            var value = kernel.Input[i];
            var sum = 0f;
            for (var z = PoolingWindows.FirstOf(shape.Depth, place.Z); z <= PoolingWindows.LastOf(shape.Depth, place.Z); z++)
            {
                for (var y = PoolingWindows.FirstOf(shape.Height, place.Y); y <= PoolingWindows.LastOf(shape.Height, place.Y); y++)
                {
                    for (var x = PoolingWindows.FirstOf(shape.Width, place.X); x <= PoolingWindows.LastOf(shape.Width, place.X); x++)
                    {
                        var at = PoolingPlace.Output(shape, place, z, y, x);
                        if (kernel.Output[at] == value && IsFirst(kernel.Input, shape, place, i, value, z, y, x))
                            sum += kernel.OutputGradient[at];
                    }
                }
            }
            kernel.InputGradient[i] = sum;
        }
    }

    // Whether no element of the window before this one has its value.
    private static bool IsFirst(ArrayView<float> input, PoolingGeometry shape, PoolingPlace place, long index, float value, int windowZ, int windowY, int windowX)
    {
        for (var z = PoolingWindows.First(shape.Depth, windowZ); z <= place.Z; z++)
        {
            for (var y = PoolingWindows.First(shape.Height, windowY); y <= PoolingWindows.Last(shape.Height, windowY); y++)
            {
                for (var x = PoolingWindows.First(shape.Width, windowX); x <= PoolingWindows.Last(shape.Width, windowX); x++)
                {
                    var at = PoolingPlace.Input(shape, place, z, y, x);
                    if (at >= index)
                        return true;
                    if (input[at] == value)
                        return false;
                }
            }
        }
        return true;
    }
}

/// <summary>A position of a plane, and one of its values there.</summary>
[GpuKernel]
internal struct PoolingPlace
{
    public long Plane;
    public int Z;
    public int Y;
    public int X;
    public int Channel;

    /// <summary>Of the output's value with number <paramref name="index"/>.</summary>
    public static PoolingPlace OfOutput(PoolingGeometry shape, long index) => Of(shape.PixelSize, shape.Depth.Output, shape.Height.Output, shape.Width.Output, index);

    /// <summary>Of the input's value with number <paramref name="index"/>.</summary>
    public static PoolingPlace OfInput(PoolingGeometry shape, long index) => Of(shape.PixelSize, shape.Depth.Input, shape.Height.Input, shape.Width.Input, index);

    /// <summary>Where the input has the value of the same plane and channel at another position.</summary>
    public static long Input(PoolingGeometry shape, PoolingPlace place, int z, int y, int x) =>
        (((((((place.Plane * shape.Depth.Input) + z) * shape.Height.Input) + y) * shape.Width.Input) + x) * shape.PixelSize) + place.Channel;

    /// <summary>Where the output has the value of the same plane and channel at another position.</summary>
    public static long Output(PoolingGeometry shape, PoolingPlace place, int z, int y, int x) =>
        (((((((place.Plane * shape.Depth.Output) + z) * shape.Height.Output) + y) * shape.Width.Output) + x) * shape.PixelSize) + place.Channel;

    /// <summary>Elements of a window.</summary>
    public static int WindowSize(PoolingGeometry shape, int z, int y, int x) =>
        PoolingWindows.Count(shape.Depth, z) * PoolingWindows.Count(shape.Height, y) * PoolingWindows.Count(shape.Width, x);

    private static PoolingPlace Of(int pixelSize, int depth, int height, int width, long index)
    {
        var pixel = index / pixelSize;
        var line = pixel / width;
        var slice = line / height;
        var plane = slice / depth;
        return new()
        {
            Plane = plane,
            Z = (int)(slice - (plane * depth)),
            Y = (int)(line - (slice * height)),
            X = (int)(pixel - (line * width)),
            Channel = (int)(index - (pixel * pixelSize)),
        };
    }
}
