using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>The rectified linear unit with learned slopes on GPUs.</summary>
public static class PReLUGpu<TShape>
    where TShape : struct, IPReLUShape
{
    private const int Slopes = 1;

    private static ReadOnlySpan<int> SlopeStrides => TShape.Strides.Slice(Slopes * TShape.Dimensions.Length, TShape.Dimensions.Length);

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef alpha, GpuTensorRef output)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        pass.LaunchForEach(count, new PReLUForward { Input = input.Rest, Alpha = SlopesOf(alpha), Output = output.Rest, RowSize = TShape.RowSize, Count = count });
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef alpha, GpuTensorRef output) => Forward(pass, input, alpha, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef alpha, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient, GpuTensorRef alphaGradient)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        if (!alphaGradient.IsNone)
        {
            var products = pass.Workspace(count);
            pass.LaunchForEach(count, new PReLUSlopeProducts { Input = input.Rest, OutputGradient = outputGradient.Rest, Products = products.Rest, Count = count });
            GpuBroadcastSums.Add(pass, pass.Rows, TShape.Dimensions, SlopeStrides, products, alphaGradient);
        }
        if (inputGradient.IsNone)
            return;
        pass.LaunchForEach(count, new PReLUBackward
        {
            Input = input.Rest, Alpha = SlopesOf(alpha), OutputGradient = outputGradient.Rest, InputGradient = inputGradient.Rest, RowSize = TShape.RowSize, Count = count,
        });
    }

    private static RepeatedValues<float> SlopesOf(GpuTensorRef alpha) => new() { Values = alpha.Rest, RowSize = 0, Map = AxisMap.Of(TShape.Dimensions, SlopeStrides) };
}

/// <summary>x above 0, alpha·x below.</summary>
internal struct PReLUForward : IGpuKernel<PReLUForward>
{
    public ArrayView<float> Input;
    public RepeatedValues<float> Alpha;
    public ArrayView<float> Output;
    public int RowSize;
    public long Count;

    public static void Run(PReLUForward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var x = kernel.Input[i];
            kernel.Output[i] = x > 0 ? x : x * RepeatedValues<float>.At(kernel.Alpha, 0, (int)(i % kernel.RowSize));
        }
    }
}

/// <summary>Its gradient. Keras computes relu(x) − alpha·relu(−x): at 0 neither part has one.</summary>
internal struct PReLUBackward : IGpuKernel<PReLUBackward>
{
    public ArrayView<float> Input;
    public RepeatedValues<float> Alpha;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public int RowSize;
    public long Count;

    public static void Run(PReLUBackward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var x = kernel.Input[i];
            var slope = x > 0 ? 1f : x == 0 ? 0f : RepeatedValues<float>.At(kernel.Alpha, 0, (int)(i % kernel.RowSize));
            kernel.InputGradient[i] = slope * kernel.OutputGradient[i];
        }
    }
}

/// <summary>What each value gives to the gradient of its slope: g·x below 0.</summary>
internal struct PReLUSlopeProducts : IGpuKernel<PReLUSlopeProducts>
{
    public ArrayView<float> Input;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> Products;
    public long Count;

    public static void Run(PReLUSlopeProducts kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Products[i] = kernel.Input[i] < 0 ? kernel.Input[i] * kernel.OutputGradient[i] : 0f;
    }
}
