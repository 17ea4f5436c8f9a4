using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>EinsumDense on GPUs: a product of tensors, a bias and an activation.</summary>
public static class EinsumDenseGpu<TShape>
    where TShape : struct, IEinsumDenseShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef output, GpuTensorRef bias = default) =>
        ForwardTraining(pass, input, kernel, output, bias);

    /// <summary>Keeps the value before the activation in <paramref name="saved"/> where its derivative needs that.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef output, GpuTensorRef bias = default, GpuTensorRef saved = default)
    {
        var size = (long)pass.Rows * TShape.OutputSize;
        var linear = GpuOutputActivation.Target(pass, TShape.Activation, output, saved, size);
        var product = GpuTensorProduct.Of<TShape>(pass.Rows);
        var isOfColumns = product.TakesBias && product.Columns == TShape.BiasSize && EinsumDenseBias<TShape>.IsOfColumns;
        product.Forward(pass, input, kernel, linear, isOfColumns ? bias : default);
        if (!bias.IsNone && !isOfColumns)
        {
            pass.LaunchForEach(size, new PairCombined<SumOfPair>
            {
                A = new() { Values = linear.Rest, RowSize = TShape.OutputSize, Map = AxisMap.Of([TShape.OutputSize], [1]) },
                B = new() { Values = bias.Rest, RowSize = 0, Map = AxisMap.Of(TShape.OutputDimensions, TShape.BiasStrides) },
                Output = linear.Rest,
                Count = size,
                RowSize = TShape.OutputSize,
                Factor = 1,
            });
        }
        if (TShape.Activation != Activation.Linear)
            GpuActivations.Forward(pass, TShape.Activation, linear, output, size, TShape.LastAxis);
    }

    /// <summary>Gradients of input, kernel and bias.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient,
        GpuTensorRef kernelGradient, GpuTensorRef bias = default, GpuTensorRef saved = default, GpuTensorRef biasGradient = default)
    {
        var gradient = GpuOutputActivation.Backward(pass, TShape.Activation, saved, output, outputGradient, (long)pass.Rows * TShape.OutputSize, TShape.LastAxis);
        var product = GpuTensorProduct.Of<TShape>(pass.Rows);
        if (!inputGradient.IsNone)
            product.BackwardLeft(pass, kernel, gradient, inputGradient, accumulate: false);
        if (!kernelGradient.IsNone)
            product.BackwardRight(pass, input, gradient, kernelGradient, accumulate: true);
        if (biasGradient.IsNone)
            return;
        if (EinsumDenseBias<TShape>.IsOfColumns)
            GpuColumnSums.Add(pass, checked(pass.Rows * (TShape.OutputSize / TShape.BiasSize)), TShape.BiasSize, gradient, biasGradient);
        else
            GpuBroadcastSums.Add(pass, pass.Rows, TShape.OutputDimensions, TShape.BiasStrides, gradient, biasGradient);
    }
}
