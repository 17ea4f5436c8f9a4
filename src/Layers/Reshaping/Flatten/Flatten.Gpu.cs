namespace GenNet.Layers;

/// <summary>Flattening of channels-first input on GPUs: each row is transposed.</summary>
public static class FlattenGpu<TShape>
    where TShape : struct, IFlattenShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuAxisOrdering<TShape>.Apply(pass, input, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            GpuAxisOrdering<TShape>.Undo(pass, outputGradient, inputGradient);
    }
}
