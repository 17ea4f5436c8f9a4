using GenNet.Devices.Cpu;
using GenNet.Devices.OpenCl;
using GenNet.Kernels;

namespace GenNet;

/// <summary>Where a model runs.</summary>
public abstract class Device
{
    private static readonly Lazy<CpuDevice> s_cpu = new(static () => new CpuDevice(Environment.ProcessorCount));

    private protected Device(string name) => Name = name;

    /// <summary>What it is, as in <c>CPU, 8 threads, 256-bit vectors</c>.</summary>
    public string Name { get; }

    /// <summary>The device of a model that names none: the CPU with all its cores.</summary>
    public static Device Default => s_cpu.Value;

    /// <summary>The CPU.</summary>
    /// <param name="threads">Number of threads that share the work, at least 1; all cores by default. Results don't depend on it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    public static Device Cpu(int? threads = null)
    {
        if (threads is not { } count)
            return s_cpu.Value;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(threads));
        return new CpuDevice(count);
    }

    /// <summary>An OpenCL device: GPUs and accelerators come first, then CPUs (PoCL), so 0 is a GPU where there is one.</summary>
    /// <param name="index">Which of them.</param>
    /// <exception cref="PlatformNotSupportedException">There is none, or no OpenCL driver.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public static Device OpenCl(int index = 0) => OpenClDevice.Get(index);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
