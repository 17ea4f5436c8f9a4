using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a max pooling layer.</summary>
public interface IMaxPoolingShape : IPoolingShape;

/// <summary>Max pooling on the CPU, over any number of axes.</summary>
public static class MaxPoolingKernel<TShape>
    where TShape : struct, IMaxPoolingShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => PoolingForward<TShape, Largest>.Run(pass, input, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients: of equal values of a window the first has it all, as in TensorFlow.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            MaxPoolingBackward<TShape>.Run(pass, input, output, outputGradient, inputGradient);
    }
}
