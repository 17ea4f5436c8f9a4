namespace GenNet.Gpu.Kernels;

/// <summary>
/// Marks what kernels call: a function, or a type of which all methods are such functions. In them, and in all of an <see cref="IGpuKernel{TSelf}"/>, an analyzer refuses whatever ILGPU
/// compiles wrongly, or not at all.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Interface)]
internal sealed class GpuKernelAttribute : Attribute;
