namespace GenNet.Layers;

/// <summary>CenterCrop on GPUs.</summary>
public static class CenterCropGpu<TShape>
    where TShape : struct, ICenterCropShape
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
