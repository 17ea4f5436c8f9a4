using System.Runtime.CompilerServices;
using GenNet.Accelerators;

[assembly: GenNet.DeviceProvider<GenNet.GpuProvider>]

namespace GenNet;

/// <summary>Opens GPUs: <see cref="Device.Gpu"/>, <c>Device.Named("gpu:1")</c> and <c>GENNET_DEVICE=gpu</c> come here.</summary>
public sealed class GpuProvider : IDeviceProvider
{
    private GpuProvider()
    {
    }

    /// <inheritdoc/>
    public static string Name => "gpu";

    /// <inheritdoc/>
    public static string? NumberName => "index";

    /// <inheritdoc/>
    public static IReadOnlyList<DeviceDescription> Devices => RuntimeFeature.IsDynamicCodeSupported ? GpuAccelerators.Descriptions : [];

    /// <inheritdoc/>
    /// <exception cref="PlatformNotSupportedException">There is no GPU, no driver, or the program was compiled ahead of time.</exception>
    public static Device Open(int? number) => RuntimeFeature.IsDynamicCodeSupported
        ? GpuAccelerators.Open(number ?? 0, new())
        : throw CompiledAheadOfTime();

    internal static PlatformNotSupportedException CompiledAheadOfTime() =>
        new("GPU kernels are compiled while the program runs, and a program that was compiled ahead of time can't: publish it without PublishAot, or use Device.Cpu().");
}
