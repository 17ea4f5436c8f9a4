using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>The difference of two inputs on GPUs.</summary>
public static class SubtractGpu<TShape>
    where TShape : struct, ISubtractShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => GpuBroadcasting<TShape>.Forward(pass, Merging.Difference, inputs, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output, GpuTensorRef outputGradient, ReadOnlySpan<GpuTensorRef> inputGradients)
    {
        for (var input = 0; input < inputs.Length; input++)
            GpuBroadcasting<TShape>.Backward(pass, Merging.Difference, input, inputs, outputGradient, inputGradients[input]);
    }
}
