namespace GenNet;

/// <summary>
/// A model's generated code for GPUs. The model's <see cref="ModelPlan"/> implements it where GenNet.Gpu was referenced when the model was compiled: the calls of the CPU's plan with the same
/// places, or what of it there are no kernels for.
/// </summary>
public interface IGpuPlan
{
    /// <summary>Layers and operations without kernels for inference, as <c>conv1 (Conv2D)</c>.</summary>
    IReadOnlyList<string> WithoutGpuKernel => [];

    /// <summary>Layers and operations without kernels for training.</summary>
    IReadOnlyList<string> WithoutGpuTraining => [];

    /// <inheritdoc cref="ModelPlan.Infer"/>
    /// <exception cref="NotSupportedException"><see cref="WithoutGpuKernel"/> isn't empty.</exception>
    void Infer(in GpuPass pass) => throw new NotSupportedException($"There is no GPU kernel for {string.Join(", ", WithoutGpuKernel)}.");

    /// <inheritdoc cref="ModelPlan.ForwardTraining"/>
    /// <exception cref="NotSupportedException"><see cref="WithoutGpuTraining"/> isn't empty, or the model was compiled without training code.</exception>
    void ForwardTraining(in GpuPass pass) => throw new NotSupportedException($"There is no GPU kernel for the training of {string.Join(", ", WithoutGpuTraining)}.");

    /// <inheritdoc cref="ModelPlan.Backward"/>
    /// <exception cref="NotSupportedException"><see cref="WithoutGpuTraining"/> isn't empty, or the model was compiled without training code.</exception>
    void Backward(in GpuPass pass) => throw new NotSupportedException($"There is no GPU kernel for the training of {string.Join(", ", WithoutGpuTraining)}.");
}
