namespace GenNet.Layers;

/// <summary>Permutation of axes on GPUs.</summary>
public static class PermuteGpu<TShape>
    where TShape : struct, IPermuteShape
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
