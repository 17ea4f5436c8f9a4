using GenNet.Benchmarks.Peers.Measuring;

namespace GenNet.Benchmarks.Peers;

/// <summary>One call of <see cref="Trainer.Step(Dataset)"/>.</summary>
internal sealed class GenNetTraining : IPreparedCase
{
    private readonly Model _model;
    private readonly Trainer _trainer;
    private readonly Dataset _batch;
    private readonly Action _call;

    public GenNetTraining(Model model, Case @case)
    {
        _model = model;
        _trainer = new(model, new Adam(TrainingOptions.LearningRate, epsilon: TrainingOptions.Epsilon), new SparseCategoricalCrossentropy(fromLogits: !@case.Network.EndsInSoftmax));
        _batch = Dataset.From(@case.Batch, @case.Inputs, Array.ConvertAll(@case.Labels, static label => (float)label));
        _call = () => _trainer.Step(_batch);
    }

    public string? Variant => null;

    public float[] Compute()
    {
        var losses = new float[Agreement.TrainingSteps];
        for (var step = 0; step < losses.Length; step++)
            losses[step] = (float)_trainer.Step(_batch);
        return losses;
    }

    public double Time(TimeSpan duration, int calls) => CallTimer.Median(_call, duration, calls);

    public double? BytesPerCall() => CallTimer.BytesPerCall(_call);

    public void Dispose()
    {
        _trainer.Dispose();
        _model.Dispose();
    }
}
