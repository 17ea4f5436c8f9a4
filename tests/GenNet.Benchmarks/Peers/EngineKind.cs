using GenNet.Benchmarks.Peers.OnnxRuntime;
using GenNet.Benchmarks.Peers.PyTorch;

namespace GenNet.Benchmarks.Peers;

/// <summary>A column of the table: an engine that may be missing on this machine.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Version">Its version; null if it isn't installed.</param>
/// <param name="Start">Starts it with a number of threads.</param>
internal sealed record EngineKind(string Name, string? Version, Func<int, IEngine> Start)
{
    /// <summary>GenNet first, then its peers.</summary>
    /// <param name="python">The Python interpreter to ask for PyTorch; null to look for one.</param>
    public static IReadOnlyList<EngineKind> Find(string? python)
    {
        var onnxRuntime = OnnxRuntimeLibrary.Find();
        var pyTorch = PythonInterpreter.FindWithTorch(python);
        return
        [
            new("GenNet", typeof(Model).Assembly.GetName().Version!.ToString(3), static threads => new GenNetEngine(threads)),
            new("ONNX Runtime", onnxRuntime?.Version, threads => new OnnxRuntimeEngine(onnxRuntime!, threads)),
            new("PyTorch", pyTorch?.TorchVersion, threads => new PyTorchEngine(pyTorch!, threads)),
        ];
    }
}
