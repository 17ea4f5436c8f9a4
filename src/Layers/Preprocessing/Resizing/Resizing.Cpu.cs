using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Resizing layer.</summary>
public interface IResizingShape : IResizeShape;

/// <summary>Resizing on the CPU.</summary>
public static class ResizingKernel<TShape>
    where TShape : struct, IResizingShape
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
