using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>The largest of several inputs, element by element, on GPUs.</summary>
public static class MaximumGpu<TShape>
    where TShape : struct, IMaximumShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => GpuBroadcasting<TShape>.Forward(pass, Merging.Largest, inputs, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients: the output's goes to the first input that is the largest, as in TensorFlow.</summary>
    public static void Backward(
        in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output, GpuTensorRef outputGradient, ReadOnlySpan<GpuTensorRef> inputGradients)
    {
        for (var input = 0; input < inputs.Length; input++)
            GpuBroadcasting<TShape>.Backward(pass, Merging.Largest, input, inputs, outputGradient, inputGradients[input]);
    }
}
