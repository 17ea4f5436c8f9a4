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
    /// <summary>
    /// Groups of 256 threads that a multiprocessor must have registers for at once; 0 for as many as come. A kernel says 2 where the second hides the waiting of the first at barriers, and is worth that a few of
    /// a thread's sums rest in local memory between its loops.
    /// </summary>
    static virtual int GroupsPerMultiprocessor => 0;

    /// <summary>The work of one thread.</summary>
    static abstract void Run(TSelf kernel);
}
