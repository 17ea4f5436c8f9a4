using GenNet.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GenNet.Accelerators;

/// <summary>
/// A device as ILGPU has it: one stream on which everything is done in order, the kernels that were loaded, and working memory. Whoever works with it holds <see cref="Gate"/>, since ILGPU's
/// accelerators are for one thread at a time.
/// </summary>
internal sealed class GpuAccelerator(Accelerator accelerator)
{
    private Delegate?[] _launchers = [];
    private MemoryBuffer1D<float, Stride1D.Dense>? _workspace;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>?[] _scratch = new MemoryBuffer1D<float, Stride1D.Dense>?[Enum.GetValues<ScratchUse>().Length];

    /// <summary>One thread at a time.</summary>
    public Lock Gate { get; } = new();

    /// <summary>ILGPU's own.</summary>
    public Accelerator Accelerator { get; } = accelerator;

    /// <summary>Tables of calls' constants.</summary>
    public ConstantTables Tables { get; } = new(accelerator);

    /// <summary>What kernels have refused.</summary>
    public GpuRefusals Refusals { get; } = new(accelerator);

    /// <summary>Threads of a group where a kernel doesn't need another number: 256 on GPUs, 16 on the accelerator that tests have on the CPU. It is a power of 2.</summary>
    public int GroupSize { get; } = Math.Min(256, accelerator.MaxNumThreadsPerGroup);

    /// <summary>The launcher of a kernel, which is compiled when it is first asked for.</summary>
    /// <typeparam name="TKernel">Any type that stands for this kernel alone: the kernel's class with its type arguments.</typeparam>
    /// <typeparam name="TLauncher">The launcher's type.</typeparam>
    /// <param name="load">Loads it: a static lambda with <c>LoadStreamKernel</c>.</param>
    public TLauncher Launcher<TKernel, TLauncher>(Func<Accelerator, TLauncher> load)
        where TLauncher : Delegate
    {
        var slot = KernelSlot<TKernel>.Number;
        return slot < _launchers.Length && _launchers[slot] is TLauncher launcher ? launcher : Load(slot, load);
    }

    /// <summary>At least <paramref name="floats"/> values that the next launches may use.</summary>
    public ArrayView<float> Workspace(long floats) => AtLeast(ref _workspace, floats);

    /// <summary>At least <paramref name="floats"/> values that a layer's call may use between its kernels.</summary>
    public ArrayView<float> Scratch(ScratchUse use, long floats) => AtLeast(ref _scratch[(int)use], floats);

    private ArrayView<float> AtLeast(ref MemoryBuffer1D<float, Stride1D.Dense>? memory, long floats)
    {
        if (memory is null || memory.Length < floats)
        {
            Accelerator.Synchronize();
            memory?.Dispose();
            memory = null;
            memory = Accelerator.Allocate1D<float>(Math.Max(1, floats));
        }
        return memory.View;
    }

    private TLauncher Load<TLauncher>(int slot, Func<Accelerator, TLauncher> load)
        where TLauncher : Delegate
    {
        if (slot >= _launchers.Length)
            Array.Resize(ref _launchers, slot + 32);
        var launcher = load(Accelerator);
        _launchers[slot] = launcher;
        return launcher;
    }

    private static class KernelSlot
    {
        private static int s_count;

        public static int Next() => Interlocked.Increment(ref s_count) - 1;
    }

    private static class KernelSlot<TKernel>
    {
        public static readonly int Number = KernelSlot.Next();
    }
}
