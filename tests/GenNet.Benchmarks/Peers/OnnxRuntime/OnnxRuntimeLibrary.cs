using System.Runtime.InteropServices;

namespace GenNet.Benchmarks.Peers.OnnxRuntime;

/// <summary>The C library that <c>onnxruntime-node</c> carries.</summary>
internal sealed unsafe class OnnxRuntimeLibrary
{
    private const string Package = "node_modules/onnxruntime-node/bin";

    private OnnxRuntimeLibrary(OrtApi api, string version) => (Api, Version) = (api, version);

    public OrtApi Api { get; }

    public string Version { get; }

    /// <summary>Loads the library from <c>node_modules</c> of this project; null if it isn't there.</summary>
    /// <exception cref="NotSupportedException">It is older than the functions that are called.</exception>
    public static OnnxRuntimeLibrary? Find()
    {
        if (FindFile() is not { } file || !NativeLibrary.TryLoad(file, out var library))
            return null;
        var getApiBase = (delegate* unmanaged<void**>)NativeLibrary.GetExport(library, "OrtGetApiBase");
        // struct OrtApiBase { GetApi; GetVersionString; }
        var apiBase = getApiBase();
        var version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)apiBase[1])())!;
        var table = ((delegate* unmanaged<uint, void**>)apiBase[0])(OrtApi.Version);
        if (table is null)
            throw new NotSupportedException($"{file} is ONNX Runtime {version}, which has no API version {OrtApi.Version}: run install-peers.sh again.");
        return new(new(table), version);
    }

    private static string? FindFile()
    {
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var package = Path.Combine(folder.FullName, Package);
            if (Directory.Exists(package))
            {
                return Directory.EnumerateFiles(package, "libonnxruntime.so.1", SearchOption.AllDirectories)
                    .FirstOrDefault(file => Path.GetFileName(Path.GetDirectoryName(file)) == architecture);
            }
        }
        return null;
    }
}
