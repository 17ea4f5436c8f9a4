namespace GenNet.Layers;

/// <summary>Constants of a call that puts steps before the batch.</summary>
public interface IStepsFirstShape
{
    /// <summary>Steps.</summary>
    static abstract int Steps { get; }

    /// <summary>Bytes of a step in a row.</summary>
    static abstract int StepBytes { get; }
}

/// <summary>(batch, steps, …) as (steps, batch, …), on the CPU.</summary>
public static class StepsFirstKernel<TShape>
    where TShape : struct, IStepsFirstShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) =>
        StepOrder.Transpose(input, output, pass.Rows, TShape.Steps, TShape.StepBytes);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>The gradient of the input.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            StepOrder.Transpose(outputGradient, inputGradient, TShape.Steps, pass.Rows, TShape.StepBytes);
    }
}
