using System.Globalization;
using GenNet.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GenNet.Accelerators;

/// <summary>
/// A device as ILGPU has it: one stream on which everything is done in order, the kernels that were loaded, and working memory. Whoever works with it holds <see cref="Gate"/>, since ILGPU's
/// accelerators are for one thread at a time. All that is asked of the driver goes through here, so that its errors are said in the words of models and layers.
/// </summary>
internal sealed class GpuAccelerator
{
    /// <summary>No layer, in <see cref="Layer"/>.</summary>
    public const int NoLayer = -1;

    private readonly MemoryBuffer1D<float, Stride1D.Dense>?[] _scratch = new MemoryBuffer1D<float, Stride1D.Dense>?[Enum.GetValues<ScratchUse>().Length];
    private Delegate?[] _launchers = [];
    private MemoryBuffer1D<float, Stride1D.Dense>? _workspace;
    private Exception? _loss;
    private IMatrixLibrary? _matrices;
    private bool _hasLookedForMatrices;

    public GpuAccelerator(Accelerator accelerator)
    {
        Accelerator = accelerator;
        GroupSize = Math.Min(256, accelerator.MaxNumThreadsPerGroup);
        Tables = new(this);
    }

    /// <summary>One thread at a time.</summary>
    public Lock Gate { get; } = new();

    /// <summary>ILGPU's own.</summary>
    public Accelerator Accelerator { get; }

    /// <summary>Tables of calls' constants.</summary>
    public ConstantTables Tables { get; }

    /// <summary>Threads of a group where a kernel doesn't need another number: 256 on GPUs, 16 on the accelerator that tests have on the CPU. It is a power of 2.</summary>
    public int GroupSize { get; }

    /// <summary>The model that works here, see <see cref="GpuWork"/>; null if none does.</summary>
    public ModelDescription? Model { get; set; }

    /// <summary>Number of the model's layer whose call is made.</summary>
    public int Layer { get; set; } = NoLayer;

    /// <summary>Whether the driver has reported an error after which nothing is to be had from the device.</summary>
    public bool IsLost => Volatile.Read(ref _loss) is not null;

    /// <summary>What the driver is said to answer, in place of asking it: tests throw its errors here.</summary>
    public Action<GpuAction>? Fault { get; set; }

    /// <summary>Is told of each kernel that was launched; null but where somebody looks for where time goes.</summary>
    public Action<Type>? Launched { get; set; }

    /// <summary>The vendor's library of matrix products, looked for when it is first asked for; null where there is none.</summary>
    public IMatrixLibrary? Matrices
    {
        get
        {
            if (!_hasLookedForMatrices)
            {
                _matrices = CuBlas.TryLoad(Accelerator);
                _hasLookedForMatrices = true;
            }
            return _matrices;
        }
        set => (_matrices, _hasLookedForMatrices) = (value, true);
    }

    /// <summary>The launcher of a kernel, which is compiled when it is first asked for.</summary>
    /// <typeparam name="TKernel">Any type that stands for this kernel alone: the kernel's class with its type arguments.</typeparam>
    /// <typeparam name="TLauncher">The launcher's type.</typeparam>
    /// <param name="load">Loads it: a static lambda with <c>LoadStreamKernel</c>.</param>
    /// <exception cref="NotSupportedException">It can't be compiled for the device.</exception>
    public TLauncher Launcher<TKernel, TLauncher>(Func<Accelerator, TLauncher> load)
        where TLauncher : Delegate
    {
        var slot = KernelSlot<TKernel>.Number;
        return slot < _launchers.Length && _launchers[slot] is TLauncher launcher ? launcher : Load<TKernel, TLauncher>(slot, load);
    }

    /// <summary>At least <paramref name="floats"/> values that the next launches may use.</summary>
    public ArrayView<float> Workspace(long floats) => AtLeast(ref _workspace, floats);

    /// <summary>At least <paramref name="floats"/> values that a layer's call may use between its kernels.</summary>
    public ArrayView<float> Scratch(ScratchUse use, long floats) => AtLeast(ref _scratch[(int)use], floats);

    /// <summary>Memory of its own, of unknown content.</summary>
    /// <param name="count">Elements.</param>
    /// <param name="what">What for: <c>the weights of Samples.DigitNet</c>.</param>
    /// <exception cref="InsufficientMemoryException">The device has no memory for so many; the message says how much was wanted and how much it has.</exception>
    /// <exception cref="GpuLostException">The device can't be worked with any more.</exception>
    public MemoryBuffer1D<T, Stride1D.Dense> Allocate<T>(long count, string what)
        where T : unmanaged
    {
        try
        {
            Ask(GpuAction.Allocate);
            return Accelerator.Allocate1D<T>(count);
        }
        catch (Exception error) when (DriverErrors.IsOutOfMemory(error))
        {
            throw new InsufficientMemoryException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Where}{Accelerator.Name} has no memory for {what}: {count * Interop.SizeOf<T>()} bytes are wanted at once, and all of its memory is {Accelerator.MemorySize}. Take smaller batches, or Device.Cpu()."), error);
        }
        catch (AcceleratorException error)
        {
            throw Lost(error);
        }
    }

    /// <summary>Gives memory back, after what the device is doing with it. Memory of a device that is lost is gone with it.</summary>
    public void Release(MemoryBuffer memory)
    {
        if (IsLost)
            return;
        try
        {
            Ask(GpuAction.Copy);
            Accelerator.Synchronize();
            memory.Dispose();
        }
        catch (AcceleratorException error)
        {
            // Whoever works with the device next is told.
            _ = Lost(error);
        }
    }

    /// <summary>Is called before the driver is asked for something, within what catches its errors.</summary>
    /// <exception cref="GpuLostException">The device was lost.</exception>
    public void Ask(GpuAction action)
    {
        if (_loss is not null)
            throw Lost(_loss);
        Fault?.Invoke(action);
    }

    /// <summary>What to throw for the driver's <paramref name="error"/> of a launch, a copy or a wait.</summary>
    public Exception Failed(Exception error) => DriverErrors.IsOutOfMemory(error)
        ? new InsufficientMemoryException($"{Where}{Accelerator.Name} has no memory for a kernel's own use ({DriverErrors.Describe(error)}). Take smaller batches, or Device.Cpu().", error)
        : Lost(error);

    /// <summary>What a kernel is called, with its type arguments.</summary>
    public static string NameOf(Type kernel) => kernel.IsGenericType
        ? $"{kernel.Name[..kernel.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", kernel.GetGenericArguments().Select(NameOf))}>"
        : kernel.Name;

    private string Where => Model is not { } model
        ? ""
        : Layer == NoLayer ? $"{model.FullName}: " : $"{model.FullName}, layer {model.LayerOf(Layer).Name}: ";

    private GpuLostException Lost(Exception error)
    {
        Interlocked.CompareExchange(ref _loss, error, null);
        return new(
            $"{Where}{Accelerator.Name} is lost: {DriverErrors.Describe(_loss)}. What was there alone is gone with it, as are weights since they were last read and the state of optimizers. Load weights that were saved (LoadWeights), move the model by net.To(Device.Gpu()), which is opened anew, or by net.To(Device.Cpu()), and train it with a new Trainer. Models on other devices go on.",
            error);
    }

    private ArrayView<float> AtLeast(ref MemoryBuffer1D<float, Stride1D.Dense>? memory, long floats)
    {
        if (memory is null || memory.Length < floats)
        {
            if (memory is not null)
                Release(memory);
            memory = null;
            memory = Allocate<float>(Math.Max(1, floats), "working memory of kernels");
        }
        return memory.View;
    }

    private TLauncher Load<TKernel, TLauncher>(int slot, Func<Accelerator, TLauncher> load)
        where TLauncher : Delegate
    {
        if (slot >= _launchers.Length)
            Array.Resize(ref _launchers, slot + 32);
        try
        {
            Ask(GpuAction.Load);
            var launcher = load(Accelerator);
            _launchers[slot] = launcher;
            return launcher;
        }
        catch (Exception error) when (DriverErrors.IsOutOfMemory(error) || DriverErrors.IsLoss(error))
        {
            throw Failed(error);
        }
        catch (Exception error) when (error is not GpuLostException)
        {
            // After one kernel that it can't compile, ILGPU compiles no other until it has forgotten what it had begun.
            Accelerator.Context.ClearCache(ClearCacheMode.Everything);
            throw new NotSupportedException(
                $"{Where}the kernel {NameOf(typeof(TKernel))} can't be compiled for {Accelerator.Name}: {DriverErrors.Describe(error)} Use Device.Cpu() for this model. Other models go on.", error);
        }
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
