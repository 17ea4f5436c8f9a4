namespace GenNet.Layers;

/// <summary>The steps of a sequence in reverse order, on GPUs.</summary>
public static class SequenceReversalGpu<TShape>
    where TShape : struct, ISequenceReversalShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) =>
        GpuStepOrder.Reverse(pass, input, output, TShape.HasRunTimeLength ? pass.Length : TShape.Steps, TShape.StepBytes);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>The gradient of the input: that of the output, reversed again.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Forward(pass, outputGradient, inputGradient);
    }
}
