using GenNet.Benchmarks.Peers.NativeAot;
using GenNet.Benchmarks.Peers.OnnxRuntime;
using GenNet.Benchmarks.Peers.PyTorch;

namespace GenNet.Benchmarks.Peers;

/// <summary>A column of the table: an engine that may be missing on this machine.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Version">Its version; null if it isn't installed.</param>
/// <param name="IsPeer">Whether GenNet is measured against it.</param>
/// <param name="Start">Starts it with a number of threads.</param>
internal sealed record EngineKind(string Name, string? Version, bool IsPeer, Func<int, IEngine> Start)
{
    /// <summary>GenNet first, then GenNet compiled ahead of time, then the peers.</summary>
    /// <param name="python">The Python interpreter to ask for PyTorch; null to look for one.</param>
    public static IReadOnlyList<EngineKind> Find(string? python)
    {
        var version = typeof(Model).Assembly.GetName().Version!.ToString(3);
        var native = NativeAotProgram.Find();
        var onnxRuntime = OnnxRuntimeLibrary.Find();
        var pyTorch = PythonInterpreter.FindWithTorch(python);
        return
        [
            new("GenNet", version, IsPeer: false, static threads => new GenNetEngine(threads)),
            new("GenNet, NativeAOT", native is null ? null : version, IsPeer: false, threads => new NativeAotEngine(native!, threads)),
            new("ONNX Runtime", onnxRuntime?.Version, IsPeer: true, threads => new OnnxRuntimeEngine(onnxRuntime!, threads)),
            new("PyTorch", pyTorch?.TorchVersion, IsPeer: true, threads => new PyTorchEngine(pyTorch!, threads)),
        ];
    }
}
