using ILGPU;
using ILGPU.Runtime.CPU;

namespace GenNet.Gpu.Tests;

/// <summary>ILGPU's accelerator on the CPU with warps of 32 threads, as tensor cores need them.</summary>
public class WarpKernelDevice : KernelDevice
{
    public WarpKernelDevice()
        : this(warps: 2)
    {
    }

    protected WarpKernelDevice(int warps)
        : this(Context.Create(builder => builder.Optimize(OptimizationLevel.O2).CPU(CPUDeviceKind.Default)), warps)
    {
    }

    private WarpKernelDevice(Context context, int warps)
        : base(context, new CPUDevice(32, warps, 1).CreateCPUAccelerator(context, CPUAcceleratorMode.Parallel))
    {
    }
}

/// <summary>The same with groups of 8 warps, which the larger tiles need.</summary>
public sealed class WideWarpKernelDevice() : WarpKernelDevice(warps: 8);
