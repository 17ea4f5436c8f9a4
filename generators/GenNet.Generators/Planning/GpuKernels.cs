using GenNet.Specs;

namespace GenNet.Generators.Planning;

/// <summary>The GPU kernels that a referenced GenNet.Gpu brings, by the classes that generated code calls: what it has decides, and no list here.</summary>
/// <param name="Kernels">The classes.</param>
internal sealed record GpuKernels(EquatableArray<GpuKernel> Kernels)
{
    /// <summary>The class <c>&lt;Name&gt;Gpu</c>; null if there is none.</summary>
    public GpuKernel? Of(KernelCall call) => Kernels.FirstOrDefault(kernel => kernel.Name == call.Name);
}

/// <summary>A class of GPU kernels, <c>GenNet.Layers.&lt;Name&gt;Gpu</c>, with the parameters of its methods; empty for one that it doesn't have.</summary>
/// <param name="Name">The kernels' name: <c>Dense</c>.</param>
/// <param name="Forward">Of inference.</param>
/// <param name="ForwardTraining">Of the forward pass in training.</param>
/// <param name="Backward">Of the backward pass.</param>
internal sealed record GpuKernel(string Name, EquatableArray<string> Forward, EquatableArray<string> ForwardTraining, EquatableArray<string> Backward);
