using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>EinsumDense on the CPU: a product of tensors, a bias and an activation.</summary>
public static unsafe class EinsumDenseKernel<TShape>
    where TShape : struct, IEinsumDenseShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default) =>
        ForwardTraining(pass, input, kernel, output, bias);

    /// <summary>Keeps the value before the activation in <paramref name="saved"/> where its derivative needs that.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default, TensorRef saved = default)
    {
        var size = (nint)pass.Rows * TShape.OutputSize;
        var linear = OutputActivation.Target(TShape.Activation, output, saved, size);
        var product = TensorProduct.Of<TShape>(pass.Rows);
        var isOfColumns = product.TakesBias && product.Columns == TShape.BiasSize && EinsumDenseBias<TShape>.IsOfColumns;
        product.Forward(pass, input.Pointer, kernel.Pointer, linear, isOfColumns ? bias.Pointer : null);
        if (!bias.IsNone && !isOfColumns)
            EinsumDenseBias<TShape>.Add(pass, bias.Pointer, linear);
        if (TShape.Activation != Activation.Linear)
            Activations.Forward(pass, TShape.Activation, linear, output.Pointer, size, TShape.LastAxis);
    }

    /// <summary>Gradients of input, kernel and bias.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef outputGradient, TensorRef inputGradient,
        TensorRef kernelGradient, TensorRef bias = default, TensorRef saved = default, TensorRef biasGradient = default)
    {
        var gradient = OutputActivation.Backward(pass, TShape.Activation, saved, output, outputGradient, (nint)pass.Rows * TShape.OutputSize, TShape.LastAxis);
        var product = TensorProduct.Of<TShape>(pass.Rows);
        if (!inputGradient.IsNone)
            product.BackwardLeft(pass, kernel.Pointer, gradient, inputGradient.Pointer, accumulate: false);
        if (!kernelGradient.IsNone)
            product.BackwardRight(pass, input.Pointer, gradient, kernelGradient.Pointer, accumulate: true);
        if (biasGradient.IsNone)
            return;
        if (EinsumDenseBias<TShape>.IsOfColumns)
            ColumnSums.Add(pass.Workers, checked(pass.Rows * (TShape.OutputSize / TShape.BiasSize)), TShape.BiasSize, gradient, biasGradient.Pointer);
        else
            EinsumDenseBias<TShape>.AddGradient(pass, gradient, biasGradient.Pointer);
    }
}
