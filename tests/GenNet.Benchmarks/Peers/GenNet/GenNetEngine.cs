namespace GenNet.Benchmarks.Peers;

/// <summary>GenNet's generated models.</summary>
internal sealed class GenNetEngine(int threads) : IEngine
{
    private readonly Device _device = Device.Cpu(threads);

    public IPreparedCase Prepare(Case @case)
    {
        var (model, predict) = ModelClasses.Create(@case.Network.Name, _device);
        var values = @case.Network.Variables.ToArray();
        var variables = model.Layers.SelectMany(static layer => layer.Variables).ToArray();
        if (values.Length != variables.Length)
            throw new InvalidOperationException($"{model.Description.FullName} isn't the network {@case.Network.Name}: it has {variables.Length} variables, not {values.Length}.");
        for (var i = 0; i < values.Length; i++)
            variables[i].Assign(values[i]);
        return @case.Work == Work.Inference ? new GenNetInference(model, predict, @case) : new GenNetTraining(model, @case);
    }

    public void Dispose()
    {
    }
}

/// <summary>A generated <c>Predict</c>.</summary>
internal delegate void PredictInto(ReadOnlySpan<float> input, Span<float> output);
