using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a product of two tensors.</summary>
public interface ITensorProductShape : IProductShape;

/// <summary>A product of two tensors on the CPU.</summary>
public static unsafe class TensorProductKernel<TShape>
    where TShape : struct, ITensorProductShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) =>
        TensorProduct.Of<TShape>(pass.Rows).Forward(pass, inputs[0].Pointer, inputs[1].Pointer, output.Pointer);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output, TensorRef outputGradient, ReadOnlySpan<TensorRef> inputGradients)
    {
        var product = TensorProduct.Of<TShape>(pass.Rows);
        if (!inputGradients[0].IsNone)
            product.BackwardLeft(pass, inputs[1].Pointer, outputGradient.Pointer, inputGradients[0].Pointer, accumulate: false);
        if (!inputGradients[1].IsNone)
            product.BackwardRight(pass, inputs[0].Pointer, outputGradient.Pointer, inputGradients[1].Pointer, accumulate: false);
    }
}
