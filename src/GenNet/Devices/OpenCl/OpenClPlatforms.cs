using System.Text;
using static GenNet.Devices.OpenCl.OpenClNative;

namespace GenNet.Devices.OpenCl;

/// <summary>Finds the OpenCL devices of this machine: GPUs and accelerators first, then CPUs.</summary>
internal static unsafe class OpenClPlatforms
{
    private const ulong TypeCpu = 1 << 1;
    private const ulong TypeGpu = 1 << 2;
    private const ulong TypeAccelerator = 1 << 3;
    private const uint DeviceName = 0x102B;

    public static IReadOnlyList<(nint Handle, string Name)> Devices()
    {
        if (!IsInstalled)
            return [];
        var devices = new List<nint>();
        foreach (var type in (ReadOnlySpan<ulong>)[TypeGpu, TypeAccelerator, TypeCpu])
        {
            foreach (var platform in Platforms())
                devices.AddRange(DevicesOf(platform, type));
        }
        return [.. devices.Select(static d => (d, NameOf(d)))];
    }

    private static nint[] Platforms()
    {
        uint count = 0;
        if (clGetPlatformIDs(0, null, &count) != 0 || count == 0)
            return [];
        var platforms = new nint[count];
        fixed (nint* first = platforms)
            OpenClException.Check(nameof(clGetPlatformIDs), clGetPlatformIDs(count, first, null));
        return platforms;
    }

    private static nint[] DevicesOf(nint platform, ulong type)
    {
        uint count = 0;
        if (clGetDeviceIDs(platform, type, 0, null, &count) != 0 || count == 0)
            return [];
        var devices = new nint[count];
        fixed (nint* first = devices)
            OpenClException.Check(nameof(clGetDeviceIDs), clGetDeviceIDs(platform, type, count, first, null));
        return devices;
    }

    private static string NameOf(nint device)
    {
        nuint size = 0;
        OpenClException.Check(nameof(clGetDeviceInfo), clGetDeviceInfo(device, DeviceName, 0, null, &size));
        var name = new byte[size];
        fixed (byte* first = name)
            OpenClException.Check(nameof(clGetDeviceInfo), clGetDeviceInfo(device, DeviceName, size, first, null));
        return Encoding.UTF8.GetString(name).TrimEnd('\0');
    }
}
