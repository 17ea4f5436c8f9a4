using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>A product of two tensors on GPUs.</summary>
public static class TensorProductGpu<TShape>
    where TShape : struct, ITensorProductShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => GpuTensorProduct.Of<TShape>(pass.Rows).Forward(pass, inputs[0], inputs[1], output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output, GpuTensorRef outputGradient, ReadOnlySpan<GpuTensorRef> inputGradients)
    {
        var product = GpuTensorProduct.Of<TShape>(pass.Rows);
        if (!inputGradients[0].IsNone)
            product.BackwardLeft(pass, inputs[1], outputGradient, inputGradients[0], accumulate: false);
        if (!inputGradients[1].IsNone)
            product.BackwardRight(pass, inputs[0], outputGradient, inputGradients[1], accumulate: false);
    }
}
