using GenNet.Layers;

namespace GenNet.Gpu.Kernels;

/// <summary>Poolings of sequences, images and volumes, and their gradients.</summary>
/// <typeparam name="TShape">The call's constants.</typeparam>
internal static class GpuPooling<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>The largest value of each window.</summary>
    public static void Largest(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward<LargestOfWindow>(pass, input, output);

    /// <summary>The mean of each window, padding left out.</summary>
    public static void Mean(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward<MeanOfWindow>(pass, input, output);

    /// <summary>The gradient of the input of <see cref="Largest"/>.</summary>
    public static void LargestBackward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        var count = InputSize(pass);
        pass.LaunchForEach(count, new MaxPoolingBackward
        {
            Input = input.Rest,
            Output = output.Rest,
            OutputGradient = outputGradient.Rest,
            InputGradient = inputGradient.Rest,
            Shape = Geometry,
            Count = count,
        });
    }

    /// <summary>The gradient of the input of <see cref="Mean"/>.</summary>
    public static void MeanBackward(in GpuPass pass, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        var count = InputSize(pass);
        pass.LaunchForEach(count, new AveragePoolingBackward { OutputGradient = outputGradient.Rest, InputGradient = inputGradient.Rest, Shape = Geometry, Count = count });
    }

    private static void Forward<TFunction>(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
        where TFunction : struct, IPoolingFunction
    {
        var count = (long)pass.Rows * TShape.OutputDepth * TShape.OutputHeight * TShape.OutputWidth * TShape.Channels;
        pass.LaunchForEach(count, new PoolingForward<TFunction> { Input = input.Rest, Output = output.Rest, Shape = Geometry, Count = count });
    }

    private static long InputSize(in GpuPass pass) => (long)pass.Rows * TShape.InputDepth * TShape.InputHeight * TShape.InputWidth * TShape.Channels;

    private static PoolingGeometry Geometry => new()
    {
        Depth = Axis(TShape.InputDepth, TShape.OutputDepth, TShape.PoolDepth, TShape.StrideDepth, TShape.PaddingFront),
        Height = Axis(TShape.InputHeight, TShape.OutputHeight, TShape.PoolHeight, TShape.StrideHeight, TShape.PaddingTop),
        Width = Axis(TShape.InputWidth, TShape.OutputWidth, TShape.PoolWidth, TShape.StrideWidth, TShape.PaddingLeft),
        PixelSize = TShape.ChannelsFirst ? 1 : TShape.Channels,
    };

    private static GpuPoolingAxis Axis(int input, int output, int window, int stride, int padding) =>
        new() { Input = input, Output = output, Window = window, Stride = stride, Padding = padding, IsAdaptive = TShape.IsAdaptive ? 1 : 0 };
}
