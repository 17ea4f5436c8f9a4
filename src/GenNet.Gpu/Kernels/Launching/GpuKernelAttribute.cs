namespace GenNet.Gpu.Kernels;

/// <summary>
/// Marks what runs on a device: an entry (<see cref="IGpuKernel{TSelf}.Run"/>), a function that one calls, or a type of which all methods are such functions. An analyzer refuses in them
/// whatever ILGPU compiles wrongly, or not at all.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Interface)]
internal sealed class GpuKernelAttribute : Attribute;
