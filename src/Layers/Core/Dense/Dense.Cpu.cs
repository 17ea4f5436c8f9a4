using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>A densely connected layer on the CPU: <c>activation(input · kernel + bias)</c>.</summary>
public static unsafe class DenseKernel<TShape>
    where TShape : struct, IDenseShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default) =>
        ForwardTraining(pass, input, kernel, output, bias);

    /// <summary>Keeps the value before the activation in <paramref name="saved"/> where its derivative needs that.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default, TensorRef saved = default)
    {
        var rows = checked(pass.Rows * TShape.RowsPerSample);
        var size = (nint)rows * TShape.Units;
        var linear = OutputActivation.Target(TShape.Activation, output, saved, size);
        Gemm.Multiply(
            pass.Workers, rows, TShape.Units, TShape.Features, new(input.Pointer, TShape.Features), new(kernel.Pointer, TShape.Units),
            new(linear, TShape.Units) { Bias = bias.Pointer, Bounds = OutputActivation.Bounds(TShape.Activation, saved) });
        OutputActivation.Apply(pass, TShape.Activation, linear, output, saved, size, TShape.Units);
    }

    /// <summary>Gradients of input, kernel and bias.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef outputGradient, TensorRef inputGradient,
        TensorRef kernelGradient, TensorRef bias = default, TensorRef saved = default, TensorRef biasGradient = default)
    {
        var rows = checked(pass.Rows * TShape.RowsPerSample);
        var gradient = OutputActivation.Backward(pass, TShape.Activation, saved, output, outputGradient, (nint)rows * TShape.Units, TShape.Units);
        if (!inputGradient.IsNone)
        {
            Gemm.Multiply(
                pass.Workers, rows, TShape.Features, TShape.Units, new(gradient, TShape.Units),
                new(kernel.Pointer, TShape.Units, isTransposed: true), new(inputGradient.Pointer, TShape.Features));
        }
        if (!kernelGradient.IsNone)
        {
            Gemm.Multiply(
                pass.Workers, TShape.Features, TShape.Units, rows, new(input.Pointer, TShape.Features, isTransposed: true),
                new(gradient, TShape.Units), new(kernelGradient.Pointer, TShape.Units) { Accumulate = true });
        }
        if (!biasGradient.IsNone)
            ColumnSums.Add(pass.Workers, rows, TShape.Units, gradient, biasGradient.Pointer);
    }
}
