namespace GenNet.Layers;

/// <summary>Constants of a call that puts the batch before steps.</summary>
public interface IBatchFirstShape
{
    /// <summary>Steps.</summary>
    static abstract int Steps { get; }

    /// <summary>Bytes of a step in a row.</summary>
    static abstract int StepBytes { get; }
}

/// <summary>(steps, batch, …) as (batch, steps, …), on the CPU.</summary>
public static class BatchFirstKernel<TShape>
    where TShape : struct, IBatchFirstShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) =>
        StepOrder.Transpose(input, output, TShape.Steps, pass.Rows, TShape.StepBytes);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>The gradient of the input.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            StepOrder.Transpose(outputGradient, inputGradient, pass.Rows, TShape.Steps, TShape.StepBytes);
    }
}
