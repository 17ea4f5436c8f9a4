namespace GenNet.Gpu.Kernels;

/// <summary>
/// A kernel: a struct of its arguments, views and numbers, and what every thread does with them. ILGPU compiles <see cref="Run"/> for each type once, so a size is an argument, and only
/// what changes the code (activation, order of an operand, tile) is a type argument.
/// </summary>
/// <typeparam name="TSelf">The kernel itself.</typeparam>
[GpuKernel]
internal interface IGpuKernel<TSelf>
    where TSelf : struct, IGpuKernel<TSelf>
{
    /// <summary>The work of one thread.</summary>
    static abstract void Run(TSelf kernel);
}
