namespace GenNet.Benchmarks.Peers.PyTorch;

/// <summary>PyTorch in a process of its own, which lives as long as the engine: numbers of threads can't be changed in one that has run.</summary>
internal sealed class PyTorchEngine(PythonInterpreter interpreter, int threads) : IEngine
{
    private readonly PyTorchWorker _worker = new(interpreter, threads);

    public IPreparedCase Prepare(Case @case) => new PyTorchCase(_worker, @case);

    public void Dispose() => _worker.Dispose();
}
