using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a GaussianDropout layer.</summary>
public interface IGaussianDropoutShape : INormalNoiseShape;

/// <summary>Gaussian dropout on the CPU.</summary>
public static class GaussianDropoutKernel<TShape>
    where TShape : struct, IGaussianDropoutShape
{
    /// <summary>Inference: the values as they are.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => Values.Copy<float>(pass, input, output, TShape.RowSize);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => NoisyValues<TShape, MultipliedNoise>.Run(pass, input, output);

    /// <summary>Gradients: those of the output times the same noise.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            NoisyValues<TShape, MultipliedNoise>.Run(pass, outputGradient, inputGradient);
    }
}
