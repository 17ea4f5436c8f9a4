using System.Reflection;
using System.Runtime.InteropServices;
using ILGPU;

namespace GenNet.Accelerators;

/// <summary>Finds drivers under the names that Linux distributions ship them: ILGPU asks for <c>libOpenCL.so</c>, which only development packages have.</summary>
internal static class NativeLibraries
{
    private static readonly Lazy<bool> s_resolved = new(Register);

    /// <summary>Has ILGPU find them, before it looks for devices.</summary>
    public static void Resolve() => _ = s_resolved.Value;

    private static bool Register()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, Find);
            return true;
        }
        catch (InvalidOperationException)
        {
            // The program has a resolver of its own for ILGPU, which knows better.
            return false;
        }
    }

    private static nint Find(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        var file = name switch
        {
            "OpenCL" => "libOpenCL.so.1",
            "cuda" => "libcuda.so.1",
            _ => null,
        };
        return file is not null && NativeLibrary.TryLoad(file, out var library) ? library : 0;
    }
}
