using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>The mean of several inputs on GPUs.</summary>
public static class AverageGpu<TShape>
    where TShape : struct, IAverageShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => GpuBroadcasting<TShape>.Forward(pass, Merging.Mean, inputs, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output, GpuTensorRef outputGradient, ReadOnlySpan<GpuTensorRef> inputGradients)
    {
        for (var input = 0; input < inputs.Length; input++)
            GpuBroadcasting<TShape>.Backward(pass, Merging.Mean, input, inputs, outputGradient, inputGradients[input]);
    }
}
