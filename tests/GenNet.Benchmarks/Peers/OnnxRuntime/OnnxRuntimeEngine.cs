namespace GenNet.Benchmarks.Peers.OnnxRuntime;

/// <summary>ONNX Runtime with all graph optimizations, node after node, each node on all threads. It doesn't train.</summary>
internal sealed class OnnxRuntimeEngine : IEngine
{
    private const int Sequential = 0;
    private const int AllOptimizations = 99;

    private readonly OrtApi _api;
    private readonly nint _environment;
    private readonly nint _options;

    public OnnxRuntimeEngine(OnnxRuntimeLibrary library, int threads)
    {
        _api = library.Api;
        _environment = _api.CreateEnv();
        _options = _api.CreateSessionOptions();
        _api.SetSessionExecutionMode(_options, Sequential);
        _api.SetSessionGraphOptimizationLevel(_options, AllOptimizations);
        _api.SetIntraOpNumThreads(_options, threads);
        _api.SetInterOpNumThreads(_options, 1);
    }

    public IPreparedCase? Prepare(Case @case) => @case.Work == Work.Inference ? new OnnxRuntimeInference(_api, _environment, _options, @case) : null;

    public void Dispose()
    {
        _api.ReleaseSessionOptions(_options);
        _api.ReleaseEnv(_environment);
    }
}
