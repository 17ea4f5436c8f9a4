namespace GenNet.Gpu.Kernels;

/// <summary>A product of each position's features with a kernel, and its gradients, on GPUs; see <see cref="GenNet.Kernels.Projection"/>.</summary>
/// <param name="positions">Number of positions.</param>
/// <param name="features">Values of a position.</param>
/// <param name="units">Values of a position of the result.</param>
internal readonly struct GpuProjection(int positions, int features, int units)
{
    /// <summary>The result.</summary>
    public void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef bias, GpuTensorRef output) =>
        GpuGemm.Multiply(pass, positions, units, features, new(input, features), new(kernel, units), new(output, units) { Bias = bias });

    /// <summary>Adds to the gradients of kernel and bias, where they are wanted.</summary>
    public void BackwardVariables(in GpuPass pass, GpuTensorRef input, GpuTensorRef outputGradient, GpuTensorRef kernelGradient, GpuTensorRef biasGradient)
    {
        if (!kernelGradient.IsNone)
        {
            GpuGemm.Multiply(
                pass, features, units, positions, new(input, features, IsTransposed: true), new(outputGradient, units), new(kernelGradient, units) { Accumulate = true });
        }
        if (!biasGradient.IsNone)
            GpuColumnSums.Add(pass, positions, units, outputGradient, biasGradient);
    }

    /// <summary>The gradient of the input, or adds to it.</summary>
    public void BackwardInput(in GpuPass pass, GpuTensorRef kernel, GpuTensorRef outputGradient, GpuTensorRef inputGradient, bool accumulate = false) => GpuGemm.Multiply(
        pass, positions, features, units, new(outputGradient, units), new(kernel, units, IsTransposed: true), new(inputGradient, features) { Accumulate = accumulate });
}
