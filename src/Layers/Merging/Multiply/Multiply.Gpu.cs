using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>The product of several inputs, element by element, on GPUs.</summary>
public static class MultiplyGpu<TShape>
    where TShape : struct, IMultiplyShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => GpuBroadcasting<TShape>.Forward(pass, Merging.Product, inputs, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output, GpuTensorRef outputGradient, ReadOnlySpan<GpuTensorRef> inputGradients)
    {
        for (var input = 0; input < inputs.Length; input++)
            GpuBroadcasting<TShape>.Backward(pass, Merging.Product, input, inputs, outputGradient, inputGradients[input]);
    }
}
