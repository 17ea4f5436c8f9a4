using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of an average pooling layer.</summary>
public interface IAveragePoolingShape : IPoolingShape;

/// <summary>Average pooling on the CPU, over any number of axes. Padding does not count.</summary>
public static class AveragePoolingKernel<TShape>
    where TShape : struct, IAveragePoolingShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => PoolingForward<TShape, Mean>.Run(pass, input, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            AveragePoolingBackward<TShape>.Run(pass, outputGradient, inputGradient);
    }
}
