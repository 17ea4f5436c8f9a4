using System.Text.Json.Nodes;
using GenNet.Benchmarks.Peers.Networks;

namespace GenNet.Benchmarks.Peers.PyTorch;

/// <summary>A case in the worker, which keeps one at a time.</summary>
internal sealed class PyTorchCase : IPreparedCase
{
    private readonly PyTorchWorker _worker;
    private readonly float[] _computed;

    public PyTorchCase(PyTorchWorker worker, Case @case)
    {
        _worker = worker;
        var (request, values) = PyTorchRequest.Prepare(@case);
        var (answer, computed) = worker.Ask(request, values);
        Variant = (string)answer["variant"]!;
        _computed = @case.Work == Work.Inference ? ChannelsFirst.Outputs(@case.Network, computed) : computed;
    }

    public string? Variant { get; }

    public float[] Compute() => _computed;

    public double Time(TimeSpan duration, int calls)
    {
        var request = new JsonObject { ["do"] = "time", ["seconds"] = duration.TotalSeconds, ["calls"] = calls };
        return (double)_worker.Ask(request).Answer["seconds"]!;
    }

    public double? BytesPerCall() => null;

    public void Dispose()
    {
    }
}
