using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GenNet.Benchmarks.Peers.Reporting;

/// <summary>What the benchmark ran on.</summary>
internal static class Machine
{
    private const string CpuInfo = "/proc/cpuinfo";

    /// <summary>As in <c>AMD EPYC, 2 logical cores, 512-bit vectors, .NET 10.0.0, Debian GNU/Linux 12</c>.</summary>
    public static string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor}, {Environment.ProcessorCount} logical cores, {VectorBits}-bit vectors, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");

    private static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static string Processor
    {
        get
        {
            var model = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
            return model is null ? RuntimeInformation.ProcessArchitecture.ToString() : model[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
    }
}
