namespace GenNet.Layers;

/// <summary>Interpolation between an image's pixels on GPUs.</summary>
public static class UpSampling2DGpu<TShape>
    where TShape : struct, IUpSampling2DShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuImageResizing<TShape>.Forward(pass, input, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            GpuImageResizing<TShape>.Backward(pass, outputGradient, inputGradient);
    }
}
