namespace GenNet.Gpu.Kernels;

/// <summary>Work along an axis of values.</summary>
/// <param name="depth">Size of the axis.</param>
/// <param name="inner">Distance of neighbours along it.</param>
internal readonly struct GpuAxisLines(int depth, int inner)
{
    private AxisLines Axis => new() { Depth = depth, Inner = inner };

    /// <summary>Sums, or products, up to each of <paramref name="values"/> values.</summary>
    public void Cumulate(in GpuPass pass, bool isProduct, GpuTensorRef input, GpuTensorRef output, long values) =>
        pass.LaunchForEach(values / depth, new Cumulated { Input = input.Rest, Output = output.Rest, Axis = Axis, IsProduct = isProduct ? 1 : 0, Count = values / depth });

    /// <summary>The gradient of <see cref="Cumulate"/>.</summary>
    public void CumulateBackward(in GpuPass pass, bool isProduct, GpuTensorRef input, GpuTensorRef outputGradient, GpuTensorRef inputGradient, long values) => pass.LaunchForEach(
        values / depth,
        new CumulatedBackward
        {
            Input = input.Rest, OutputGradient = outputGradient.Rest, InputGradient = inputGradient.Rest, Axis = Axis, IsProduct = isProduct ? 1 : 0, Count = values / depth,
        });

    /// <summary>Lines divided by their length.</summary>
    public void Normalize(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, long values) =>
        pass.LaunchForEach(values / depth, new UnitLines { Input = input.Rest, Output = output.Rest, Axis = Axis, Count = values / depth });

    /// <summary>The gradient of <see cref="Normalize"/>; both gradients may be the same memory.</summary>
    public void NormalizeBackward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient, long values) => pass.LaunchForEach(
        values / depth,
        new UnitLinesBackward
        {
            Input = input.Rest, Output = output.Rest, OutputGradient = outputGradient.Rest, InputGradient = inputGradient.Rest, Axis = Axis, Count = values / depth,
        });
}
