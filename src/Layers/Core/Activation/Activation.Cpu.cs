using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of an Activation layer.</summary>
public interface IActivationShape
{
    /// <summary>Input values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>Size of the input's last axis.</summary>
    static abstract int LastAxis { get; }

    /// <summary>Which activation.</summary>
    static abstract Activation Activation { get; }
}

/// <summary>An activation on the CPU.</summary>
public static unsafe class ActivationKernel<TShape>
    where TShape : struct, IActivationShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) =>
        Activations.Forward(pass, TShape.Activation, input.Pointer, output.Pointer, (nint)pass.Rows * TShape.RowSize, TShape.LastAxis);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        Activations.Backward(
            pass,
            TShape.Activation,
            input.Pointer,
            output.Pointer,
            outputGradient.Pointer,
            inputGradient.Pointer,
            (nint)pass.Rows * TShape.RowSize,
            TShape.LastAxis);
    }
}
