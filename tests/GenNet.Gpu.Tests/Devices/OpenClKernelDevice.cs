using GenNet.Accelerators;
using ILGPU;
using ILGPU.Runtime.OpenCL;

namespace GenNet.Gpu.Tests;

/// <summary>The first device of OpenCL, which may be PoCL on the CPU.</summary>
public sealed class OpenClKernelDevice : KernelDevice
{
    private OpenClKernelDevice(Context context, CLDevice device)
        : base(context, device.CreateAccelerator(context))
    {
    }

    /// <summary>One; skips the test, and says so, where there is none, unless <c>GENNET_REQUIRE_OPENCL</c> is set.</summary>
    public static OpenClKernelDevice OrSkip()
    {
        NativeLibraries.Resolve();
        var context = Context.Create(builder => builder.Optimize(OptimizationLevel.O2).OpenCL(_ => true));
        if (context.GetCLDevices() is [var device, ..])
        {
            // PoCL 3 has generic addresses and doesn't say so.
            if (!device.Capabilities.GenericAddressSpace)
                typeof(CLCapabilityContext).GetProperty(nameof(CLCapabilityContext.GenericAddressSpace))!.SetValue(device.Capabilities, true);
            return new(context, device);
        }
        context.Dispose();
        Assert.SkipWhen(Environment.GetEnvironmentVariable("GENNET_REQUIRE_OPENCL") is null or "", "There is no device of OpenCL: install pocl-opencl-icd.");
        throw new PlatformNotSupportedException("GENNET_REQUIRE_OPENCL is set, and there is no device of OpenCL.");
    }
}
