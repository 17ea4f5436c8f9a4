namespace GenNet.Layers;

/// <summary>(batch, steps, …) as (steps, batch, …), on GPUs.</summary>
public static class StepsFirstGpu<TShape>
    where TShape : struct, IStepsFirstShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuStepOrder.Transpose(pass, input, output, pass.Rows, TShape.Steps, TShape.StepBytes);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>The gradient of the input.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            GpuStepOrder.Transpose(pass, outputGradient, inputGradient, TShape.Steps, pass.Rows, TShape.StepBytes);
    }
}
