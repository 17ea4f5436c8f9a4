namespace GenNet.Kernels;

/// <summary>A product of each position's features with a kernel, and its gradients: what Dense is without an activation.</summary>
/// <param name="positions">Number of positions.</param>
/// <param name="features">Values of a position.</param>
/// <param name="units">Values of a position of the result.</param>
internal readonly unsafe struct Projection(int positions, int features, int units)
{
    /// <summary>The result.</summary>
    public void Forward(in Pass pass, float* input, TensorRef kernel, TensorRef bias, float* output) => Gemm.Multiply(
        pass.Workers, positions, units, features, new(input, features), new(kernel.Pointer, units), new(output, units) { Bias = bias.Pointer });

    /// <summary>Adds to the gradients of kernel and bias, where they are wanted.</summary>
    public void BackwardVariables(in Pass pass, float* input, float* outputGradient, TensorRef kernelGradient, TensorRef biasGradient)
    {
        if (!kernelGradient.IsNone)
        {
            Gemm.Multiply(
                pass.Workers, features, units, positions, new(input, features, isTransposed: true), new(outputGradient, units), new(kernelGradient.Pointer, units) { Accumulate = true });
        }
        if (!biasGradient.IsNone)
            ColumnSums.Add(pass.Workers, positions, units, outputGradient, biasGradient.Pointer);
    }

    /// <summary>The gradient of the input, or adds to it.</summary>
    public void BackwardInput(in Pass pass, TensorRef kernel, float* outputGradient, float* inputGradient, bool accumulate = false) => Gemm.Multiply(
        pass.Workers, positions, features, units, new(outputGradient, units), new(kernel.Pointer, units, isTransposed: true), new(inputGradient, features) { Accumulate = accumulate });
}
