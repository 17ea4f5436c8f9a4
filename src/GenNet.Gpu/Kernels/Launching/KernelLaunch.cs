using GenNet.Accelerators;
using ILGPU;
using ILGPU.Runtime;

namespace GenNet.Gpu.Kernels;

/// <summary>Launches of kernels in a pass.</summary>
internal static class KernelLaunch
{
    // What hides the time that memory takes: groups that each multiprocessor is given.
    private const int GroupsPerMultiprocessor = 8;

    private const int ThreadsOfBoundGroup = 256;

    /// <summary>Enqueues a kernel.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="threads">Threads of a group.</param>
    /// <param name="kernel">The kernel with its arguments.</param>
    public static void Launch<TKernel>(this in GpuPass pass, Index3D groups, int threads, in TKernel kernel)
        where TKernel : struct, IGpuKernel<TKernel>
    {
        var launcher = pass.Accelerator.Launcher<TKernel, Action<KernelConfig, TKernel>>(static accelerator => accelerator.LoadStreamKernel<TKernel>(TKernel.Run, Specialization<TKernel>()));
        try
        {
            pass.Accelerator.Ask(GpuAction.Launch);
            launcher(new KernelConfig(groups, new Index3D(threads, 1, 1)), kernel);
            pass.Accelerator.Launched?.Invoke(typeof(TKernel));
        }
        catch (AcceleratorException error)
        {
            throw pass.Accelerator.Failed(error);
        }
    }

    /// <summary>What compiling a kernel for CUDA is bound by.</summary>
    public static KernelSpecialization Specialization<TKernel>()
        where TKernel : struct, IGpuKernel<TKernel> =>
        TKernel.GroupsPerMultiprocessor == 0 ? default : new(ThreadsOfBoundGroup, TKernel.GroupsPerMultiprocessor);

    /// <summary>
    /// Enqueues a kernel whose threads take <paramref name="count"/> elements in turn, by <see cref="Threads"/>: as many threads as there are elements, but no more than occupy the device.
    /// </summary>
    public static void LaunchForEach<TKernel>(this in GpuPass pass, long count, in TKernel kernel)
        where TKernel : struct, IGpuKernel<TKernel>
    {
        if (count == 0)
            return;
        var threads = pass.Accelerator.GroupSize;
        pass.Launch(new Index3D((int)Math.Min((count + threads - 1) / threads, ManyGroups(pass)), 1, 1), threads, kernel);
    }

    /// <summary>Groups that occupy the whole device.</summary>
    public static int ManyGroups(in GpuPass pass) => pass.Accelerator.Accelerator.NumMultiprocessors * GroupsPerMultiprocessor;
}
