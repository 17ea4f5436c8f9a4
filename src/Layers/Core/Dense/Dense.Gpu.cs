using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>A densely connected layer on GPUs: <c>activation(input · kernel + bias)</c>, one product whose last step adds the bias and applies the activation.</summary>
public static class DenseGpu<TShape>
    where TShape : struct, IDenseShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef output, GpuTensorRef bias = default) =>
        ForwardTraining(pass, input, kernel, output, bias);

    /// <summary>Keeps the value before the activation in <paramref name="saved"/> where its derivative needs that.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef output, GpuTensorRef bias = default, GpuTensorRef saved = default)
    {
        var rows = checked(pass.Rows * TShape.RowsPerSample);
        var linear = GpuOutputActivation.Target(pass, TShape.Activation, output, saved, (long)rows * TShape.Units);
        GpuGemm.Multiply(
            pass, rows, TShape.Units, TShape.Features, new(input, TShape.Features), new(kernel, TShape.Units),
            new(linear, TShape.Units) { Bias = bias, Activation = GpuOutputActivation.Fused(TShape.Activation, saved) });
        GpuOutputActivation.Apply(pass, TShape.Activation, linear, output, saved, (long)rows * TShape.Units, TShape.Units);
    }

    /// <summary>Gradients of input, kernel and bias.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient,
        GpuTensorRef kernelGradient, GpuTensorRef bias = default, GpuTensorRef saved = default, GpuTensorRef biasGradient = default)
    {
        var rows = checked(pass.Rows * TShape.RowsPerSample);
        var gradient = GpuOutputActivation.Backward(pass, TShape.Activation, saved, output, outputGradient, (long)rows * TShape.Units, TShape.Units);
        if (!inputGradient.IsNone)
        {
            GpuGemm.Multiply(
                pass, rows, TShape.Features, TShape.Units, new(gradient, TShape.Units),
                new(kernel, TShape.Units, IsTransposed: true), new(inputGradient, TShape.Features));
        }
        if (!kernelGradient.IsNone)
        {
            GpuGemm.Multiply(
                pass, TShape.Features, TShape.Units, rows, new(input, TShape.Features, IsTransposed: true),
                new(gradient, TShape.Units), new(kernelGradient, TShape.Units) { Accumulate = true });
        }
        if (!biasGradient.IsNone)
            GpuColumnSums.Add(pass, rows, TShape.Units, gradient, biasGradient);
    }
}
