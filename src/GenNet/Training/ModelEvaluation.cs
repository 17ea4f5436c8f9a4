using GenNet.Training;

namespace GenNet;

/// <summary>Measures models.</summary>
public static class ModelEvaluation
{
    /// <summary>
    /// Loss and metrics of a dataset at inference, all of them of the weights that the model has at the beginning: training and assignments on other threads wait for the end.
    /// Layers with <c>Stateful = true</c> go on from batch to batch, in batches as large as those before; they aren't reset.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The samples.</param>
    /// <param name="loss">The loss of every output.</param>
    /// <param name="metrics">What is measured besides.</param>
    /// <returns>Values by Keras' names: <c>loss</c>, <c>accuracy</c>; of a model with several outputs also <c>&lt;output&gt;_loss</c> and so on.</returns>
    /// <exception cref="ArgumentException">The samples don't fit the model.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public static IReadOnlyDictionary<string, double> Evaluate(this Model model, Dataset data, Loss loss, params ReadOnlySpan<Metric> metrics)
    {
        const int LargestBatch = 256;
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(loss);
        var requested = metrics.ToArray();
        foreach (var metric in requested)
            ArgumentNullException.ThrowIfNull(metric, nameof(metrics));
        var meter = new EpochMeter(model.Description, [.. model.Description.Outputs.Select(o => new OutputTask(o, loss, 1, requested))], DataUse.Evaluation);
        meter.Accept(data);
        meter.CheckValues(data);
        var evaluator = new Evaluator(model, meter);
        var states = model.Instance.CarriedStates;
        var batchSize = states is { Rows: > 0 } ? states.Rows : Math.Clamp(model.Predictor.Limit.Rows, 1, LargestBatch);
        states?.RequireBatches(data.Count, batchSize);
        evaluator.Run(data, batchSize);
        return meter.Logs();
    }
}
