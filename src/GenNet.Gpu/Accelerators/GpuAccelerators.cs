using System.Globalization;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GenNet.Accelerators;

/// <summary>The GPUs of this machine: those of CUDA first, then those of OpenCL that CUDA doesn't have. One ILGPU context serves the process, and is made when it is first asked for.</summary>
internal static class GpuAccelerators
{
    // Threads of a group on the accelerator that runs kernels on the CPU, for tests: 4 warps of 4.
    private const int TestThreads = 4;

    private static readonly Lazy<Context> s_context = new(CreateContext);
    private static readonly Lazy<ILGPU.Runtime.Device[]> s_devices = new(static () => [.. Find(s_context.Value)]);
    private static readonly OpenedGpus s_opened = new(static index => Create(s_devices.Value[index]), static index => $"GPU, {s_devices.Value[index].Name}, {KindOf(s_devices.Value[index])}");
    private static readonly Lazy<GpuDevice> s_onCpu = new(CreateOnCpu);

    /// <summary>The GPUs in their order.</summary>
    public static IReadOnlyList<DeviceDescription> Descriptions =>
        [.. s_devices.Value.Select(static device => new DeviceDescription(device.Name, KindOf(device), device.MemorySize))];

    /// <summary>ILGPU's kernels on the CPU, in groups of 16 threads: what tests have where there is no GPU.</summary>
    public static GpuDevice OnCpu => s_onCpu.Value;

    /// <summary>GPU <paramref name="index"/>, opened once a process, as a device for each <paramref name="options"/>.</summary>
    /// <exception cref="PlatformNotSupportedException">There is none, or no driver.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public static GpuDevice Open(int index, GpuOptions options)
    {
        var devices = s_devices.Value;
        if (devices.Length == 0)
        {
            throw new PlatformNotSupportedException(
                "No GPU was found: install NVIDIA's driver (its libcuda.so.1, or nvcuda.dll, is what CUDA needs), or your GPU's OpenCL 2.0 driver and OpenCL's loader (Debian: ocl-icd-libopencl1), or use Device.Cpu().");
        }
        if ((uint)index >= (uint)devices.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, string.Create(
                CultureInfo.InvariantCulture, $"There are {devices.Length} GPUs: {string.Join("; ", devices.Select(static (device, i) => $"{i} {device.Name} ({KindOf(device)})"))}."));
        }
        return s_opened.Open(index, options);
    }

    private static GpuAccelerator Create(ILGPU.Runtime.Device device)
    {
        try
        {
            return new(device.CreateAccelerator(s_context.Value));
        }
        catch (AcceleratorException error)
        {
            throw new PlatformNotSupportedException(
                $"{device.Name} can't be opened: {error.Message} Where a kernel's error has lost it before, the driver may want a new process; else look at the driver (nvidia-smi). Or use Device.Cpu().", error);
        }
    }

    private static string KindOf(ILGPU.Runtime.Device device) => device is CudaDevice ? "CUDA" : "OpenCL";

    private static Context CreateContext()
    {
        NativeLibraries.Resolve();
        // O1 emits loads through generic pointers and frames on the stack.
        return Context.Create(static builder => builder.Cuda().OpenCL().EnableAlgorithms().Optimize(OptimizationLevel.O2));
    }

    private static List<ILGPU.Runtime.Device> Find(Context context)
    {
        var found = new List<ILGPU.Runtime.Device>();
        foreach (var device in context.GetCudaDevices())
            found.Add(device);
        var hasCuda = found.Count > 0;
        foreach (var device in context.GetCLDevices())
        {
            if (device.DeviceType == CLDeviceType.CL_DEVICE_TYPE_GPU && !(hasCuda && device.Vendor == CLDeviceVendor.Nvidia))
                found.Add(device);
        }
        return found;
    }

    /// <summary>Another of it, with an accelerator of its own.</summary>
    public static GpuDevice CreateOnCpu()
    {
        var device = new CPUDevice(TestThreads, TestThreads, 1);
        var context = Context.Create(static builder => builder.EnableAlgorithms().Optimize(OptimizationLevel.O2));
        return new(new(device.CreateCPUAccelerator(context, CPUAcceleratorMode.Parallel)), "GPU, kernels on the CPU, ILGPU", new());
    }
}
