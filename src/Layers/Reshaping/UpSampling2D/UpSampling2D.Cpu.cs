using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of an UpSampling2D layer that interpolates.</summary>
public interface IUpSampling2DShape : IResizeShape;

/// <summary>Interpolation between an image's pixels on the CPU.</summary>
public static class UpSampling2DKernel<TShape>
    where TShape : struct, IUpSampling2DShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => ImageResizing<TShape>.Forward(pass, input, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            ImageResizing<TShape>.Backward(pass, outputGradient, inputGradient);
    }
}
