using GenNet.Terminal;
using GenNet.Training;
using GenNet.Training.Callbacks;
using GenNet.Training.Data;

namespace GenNet;

public sealed partial class Trainer
{
    private bool _stopped;
    private bool _epochCut;

    /// <summary>
    /// Trains on all samples, <paramref name="epochs"/> times. The loss of an epoch is the mean over its samples, each taken before its own step; validation runs
    /// at the end of each epoch in inference mode.
    /// </summary>
    /// <param name="data">The samples.</param>
    /// <param name="epochs">How often each is seen, at least 1.</param>
    /// <param name="batchSize">Samples of a step; the last batch of an epoch may be smaller.</param>
    /// <param name="validation">Samples that are measured after each epoch.</param>
    /// <param name="shuffle">Whether each epoch takes the samples in another order.</param>
    /// <param name="callbacks">What looks on and may stop the training.</param>
    /// <param name="verbose">Whether each epoch writes a line to the console.</param>
    /// <param name="seed">Seed of the orders; the model's by default. The same seed gives the same weights whatever the number of threads.</param>
    /// <param name="cancellationToken">Stops the training after the current batch.</param>
    /// <returns>What was reported after each epoch.</returns>
    /// <exception cref="ArgumentException">The samples, also those for validation, don't fit model or loss, a batch has too many, or a callback asks for what isn't measured. No step was made.</exception>
    /// <exception cref="IOException">A <see cref="ModelCheckpoint"/> can't be saved; if that can be known before the first step, none was made.</exception>
    /// <exception cref="UnauthorizedAccessException">A file of a <see cref="ModelCheckpoint"/> is read-only, or may not be written to; known before the first step as well.</exception>
    /// <exception cref="InvalidOperationException">The loss of the very first batch isn't finite: the weights are as they were. Or the model is being trained already, by this trainer or another.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its model is disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the model keeps the weights of the last step.</exception>
    public History Fit(
        Dataset data,
        int epochs = 1,
        int batchSize = 32,
        Dataset? validation = null,
        bool shuffle = true,
        IReadOnlyList<Callback>? callbacks = null,
        bool verbose = true,
        ulong? seed = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentNullException.ThrowIfNull(data);
        foreach (var callback in callbacks ?? [])
            ArgumentNullException.ThrowIfNull(callback, nameof(callbacks));
        using var run = Begin();
        _meter.Accept(data);
        _meter.CheckValues(data);
        _runner.Require(Math.Min(batchSize, data.Count));
        Model.Instance.CarriedStates?.RequireBatches(data.Count, batchSize);
        ReserveOrder(data.Count);
        var batches = (int)(((long)data.Count + batchSize - 1) / batchSize);
        Callback[] all = [.. callbacks ?? [], .. verbose ? (Callback[])[new ProgressLine(epochs, batches, new ConsoleProgress())] : []];
        var history = new History();
        var evaluator = validation is null ? null : Validator();
        evaluator?.Meter.Accept(validation!);
        evaluator?.Meter.CheckValues(validation!);
        Model.Predictor.Limit.Require(Math.Min(batchSize, validation?.Count ?? 0));
        if (validation is not null)
            Model.Instance.CarriedStates?.RequireBatches(validation.Count, Math.Min(batchSize, data.Count));
        var plan = new FitPlan
        {
            Epochs = epochs,
            Steps = batches,
            BatchSize = batchSize,
            Measured = [.. _meter.Logs().Keys, .. evaluator?.Meter.Logs("val_").Keys ?? Enumerable.Empty<string>()],
        };
        foreach (var callback in all)
            callback.Require(plan);
        _stopped = _epochCut = false;
        foreach (var callback in all)
            callback.Begin(this);
        for (var epoch = 0; epoch < epochs && !_stopped; epoch++, Epochs++)
        {
            foreach (var callback in all)
                callback.OnEpochBegin(epoch);
            RunEpoch(data, batchSize, shuffle, seed ?? Model.Seed, all, cancellationToken);
            var logs = _meter.Logs().ToList();
            if (evaluator is not null)
            {
                foreach (var callback in all)
                    callback.OnValidationBegin();
                evaluator.Evaluator.Run(validation!, batchSize, cancellationToken);
                var validated = evaluator.Meter.Logs("val_");
                foreach (var callback in all)
                    callback.OnValidationEnd(validated);
                logs.AddRange(validated);
            }
            history.Add(logs);
            var values = logs.ToDictionary(StringComparer.Ordinal);
            foreach (var callback in all)
                callback.OnEpochEnd(epoch, values);
        }
        foreach (var callback in all)
            callback.OnTrainEnd();
        return history;
    }

    /// <summary>Ends the training; for callbacks. Validation and logs of the current epoch still follow.</summary>
    /// <param name="afterEpoch">Whether the current epoch sees the rest of its samples first.</param>
    public void Stop(bool afterEpoch = true)
    {
        _stopped = true;
        _epochCut |= !afterEpoch;
    }

    /// <summary>What the current epoch has to report so far, under the names of <see cref="History"/>; for callbacks. A new dictionary each time.</summary>
    public IReadOnlyDictionary<string, double> CurrentLogs() => _meter.Logs();

    private void RunEpoch(Dataset data, int batchSize, bool shuffle, ulong seed, Callback[] callbacks, CancellationToken cancellationToken)
    {
        var order = _order.AsSpan(0, data.Count);
        if (shuffle)
            Shuffle.Reorder(order, seed, Epochs);
        else
            Shuffle.InOrder(order);
        _meter.Reset();
        for (int first = 0, batch = 0, rows; first < data.Count && !_epochCut; first += rows, batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _mustBeFinite = Epochs == 0 && batch == 0 && !callbacks.Any(static callback => callback.HandlesNotFiniteLoss);
            rows = Math.Min(batchSize, data.Count - first);
            foreach (var callback in callbacks)
                callback.OnBatchBegin(batch);
            Step(data, order.Slice(first, rows));
            foreach (var callback in callbacks)
                callback.OnBatchEnd(batch);
        }
    }

    private Validation Validator()
    {
        var meter = new EpochMeter(Model.Description, [.. _outputs.Select(static o => o.Copy())], DataUse.Validation);
        return new(new Evaluator(Model, meter), meter);
    }

    private sealed record Validation(Evaluator Evaluator, EpochMeter Meter);
}
