namespace GenNet;

/// <summary>A model's generated inference code for OpenCL devices. The model's <see cref="ModelPlan"/> implements it: either the code or what it lacks.</summary>
public interface IOpenClPlan
{
    /// <summary>Layers and operations that have no OpenCL kernel, as <c>conv1 (Conv2D)</c>; without any the model runs on OpenCL devices.</summary>
    IReadOnlyList<string> WithoutKernel => [];

    /// <summary>Inference: inputs to outputs.</summary>
    /// <exception cref="NotSupportedException"><see cref="WithoutKernel"/> isn't empty.</exception>
    void Infer(in OpenClPass pass) => throw new NotSupportedException($"There is no OpenCL kernel for {string.Join(", ", WithoutKernel)}.");
}
