using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a GaussianNoise layer.</summary>
public interface IGaussianNoiseShape : INormalNoiseShape;

/// <summary>Gaussian noise on the CPU.</summary>
public static class GaussianNoiseKernel<TShape>
    where TShape : struct, IGaussianNoiseShape
{
    /// <summary>Inference: the values as they are.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => Values.Copy<float>(pass, input, output, TShape.RowSize);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => NoisyValues<TShape, AddedNoise>.Run(pass, input, output);

    /// <summary>Gradients: what is added changes none.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient) =>
        Values.Copy<float>(pass, outputGradient, inputGradient, TShape.RowSize);
}
