namespace GenNet.Gpu.Kernels;

/// <summary>
/// Marks what runs on devices: a function, a type of which all methods are such functions, or an interface of such types, as <see cref="IGpuKernel{TSelf}"/> is. An analyzer refuses there
/// whatever ILGPU compiles wrongly, or not at all.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Interface)]
internal sealed class GpuKernelAttribute : Attribute;
