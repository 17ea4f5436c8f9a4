namespace GenNet.Layers;

/// <summary>(steps, batch, …) as (batch, steps, …), on GPUs.</summary>
public static class BatchFirstGpu<TShape>
    where TShape : struct, IBatchFirstShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuStepOrder.Transpose(pass, input, output, TShape.Steps, pass.Rows, TShape.StepBytes);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>The gradient of the input.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            GpuStepOrder.Transpose(pass, outputGradient, inputGradient, pass.Rows, TShape.Steps, TShape.StepBytes);
    }
}
