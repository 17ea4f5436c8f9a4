using GenNet.Benchmarks.Peers.Measuring;

namespace GenNet.Benchmarks.Peers;

/// <summary>One call of <c>Predict</c>.</summary>
internal sealed class GenNetInference : IPreparedCase
{
    private readonly Model _model;
    private readonly float[] _outputs;
    private readonly Action _call;

    public GenNetInference(Model model, PredictInto predict, Case @case)
    {
        _model = model;
        var inputs = @case.Inputs;
        var outputs = _outputs = new float[@case.Batch * @case.Network.Output.Count];
        _call = () => predict(inputs, outputs);
    }

    public string? Variant => null;

    public float[] Compute()
    {
        _call();
        return [.. _outputs];
    }

    public double Time(TimeSpan duration, int calls) => CallTimer.Median(_call, duration, calls);

    public double? BytesPerCall() => CallTimer.BytesPerCall(_call);

    public void Dispose() => _model.Dispose();
}
