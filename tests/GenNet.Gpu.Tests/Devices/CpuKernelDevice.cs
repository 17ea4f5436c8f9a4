using ILGPU;
using ILGPU.Runtime.CPU;

namespace GenNet.Gpu.Tests;

/// <summary>ILGPU's accelerator on the CPU, with groups of 16 threads.</summary>
public sealed class CpuKernelDevice : KernelDevice
{
    public CpuKernelDevice()
        : this(Context.Create(builder => builder.Optimize(OptimizationLevel.O2).CPU(CPUDeviceKind.Default)))
    {
    }

    private CpuKernelDevice(Context context)
        : base(context, new CPUDevice(4, 4, 1).CreateCPUAccelerator(context, CPUAcceleratorMode.Parallel))
    {
    }
}
