using System.Runtime.InteropServices;
using GenNet.Benchmarks.Peers.Measuring;
using GenNet.Benchmarks.Peers.Networks;

namespace GenNet.Benchmarks.Peers.OnnxRuntime;

/// <summary>One run of a session from and into tensors that are made once.</summary>
internal sealed unsafe class OnnxRuntimeInference : IPreparedCase
{
    private const nuint Alignment = 64;

    private readonly OrtApi _api;
    private readonly Case _case;
    private readonly nint _session;
    private readonly nint _input;
    private readonly nint _output;
    private readonly float* _inputs;
    private readonly float* _outputs;
    private readonly byte* _inputName = (byte*)Marshal.StringToCoTaskMemUTF8(OnnxModel.Input);
    private readonly byte* _outputName = (byte*)Marshal.StringToCoTaskMemUTF8(OnnxModel.Output);
    private readonly int _outputCount;
    private readonly Action _call;

    public OnnxRuntimeInference(OrtApi api, nint environment, nint options, Case @case)
    {
        _api = api;
        _case = @case;
        var network = @case.Network;
        _session = api.CreateSession(environment, OnnxModel.Write(network, @case.Batch), options);
        var inputs = ChannelsFirst.Inputs(network, @case.Inputs);
        _outputCount = @case.Batch * network.Output.Count;
        _inputs = Allocate(inputs.Length);
        _outputs = Allocate(_outputCount);
        inputs.CopyTo(new Span<float>(_inputs, inputs.Length));
        var memory = api.CreateCpuMemoryInfo();
        _input = api.CreateTensorWithData(memory, _inputs, inputs.Length, OnnxModel.Shape(network, network.Input, @case.Batch));
        _output = api.CreateTensorWithData(memory, _outputs, _outputCount, OnnxModel.Shape(network, network.Output, @case.Batch));
        api.ReleaseMemoryInfo(memory);
        _call = Run;
    }

    public string? Variant => null;

    public float[] Compute()
    {
        Run();
        return ChannelsFirst.Outputs(_case.Network, new Span<float>(_outputs, _outputCount).ToArray());
    }

    public double Time(TimeSpan duration, int calls) => CallTimer.Median(_call, duration, calls);

    public double? BytesPerCall() => null;

    public void Dispose()
    {
        _api.ReleaseValue(_input);
        _api.ReleaseValue(_output);
        _api.ReleaseSession(_session);
        NativeMemory.AlignedFree(_inputs);
        NativeMemory.AlignedFree(_outputs);
        Marshal.FreeCoTaskMem((nint)_inputName);
        Marshal.FreeCoTaskMem((nint)_outputName);
    }

    private static float* Allocate(int count) => (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), Alignment);

    private void Run() => _api.Run(_session, _inputName, _input, _outputName, _output);
}
