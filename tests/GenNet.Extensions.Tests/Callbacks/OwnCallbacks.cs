namespace GenNet.Extensions.Tests.Callbacks;

/// <summary>Writes down each hook.</summary>
internal sealed class Recorder : Callback
{
    public List<string> Calls { get; } = [];

    public override void Require(FitPlan plan) => Calls.Add($"plan {plan.Epochs} epochs of {plan.Steps} steps of {plan.BatchSize}: {string.Join(", ", plan.Measured)}");

    public override void OnTrainBegin() => Calls.Add("train begin");

    public override void OnEpochBegin(int epoch) => Calls.Add($"epoch {epoch} begin");

    public override void OnBatchBegin(int batch) => Calls.Add($"batch {batch} begin");

    public override void OnBatchEnd(int batch) => Calls.Add(Trainer.CurrentLogs().ContainsKey("loss") && double.IsFinite(Trainer.LastLoss) ? $"batch {batch} end" : "no loss");

    public override void OnValidationBegin() => Calls.Add("validation begin");

    public override void OnValidationEnd(IReadOnlyDictionary<string, double> logs) => Calls.Add($"validation end: {string.Join(", ", logs.Keys)}");

    public override void OnEpochEnd(int epoch, IReadOnlyDictionary<string, double> logs) => Calls.Add($"epoch {epoch} end: {string.Join(", ", logs.Keys)}");

    public override void OnTrainEnd() => Calls.Add("train end");
}

/// <summary>Keras: <c>keras.callbacks.LearningRateScheduler</c>.</summary>
internal sealed class LearningRateOf(Func<int, double, double> schedule) : Callback
{
    public override void OnEpochBegin(int epoch) => Trainer.LearningRate = schedule(epoch, Trainer.LearningRate);
}

/// <summary>Stops at once after so many batches.</summary>
internal sealed class StopAfter(int batches) : Callback
{
    public override void OnBatchEnd(int batch)
    {
        if (Trainer.Iterations == batches)
            Trainer.Stop(afterEpoch: false);
    }
}

/// <summary>Asks for validation.</summary>
internal sealed class NeedsValidation : Callback
{
    public override void Require(FitPlan plan)
    {
        if (!plan.Measured.Contains("val_loss"))
            throw new ArgumentException("There is no val_loss.");
    }
}

/// <summary>Says whether it looks after the loss, and stops after the first batch.</summary>
internal sealed class LooksAfterLoss(bool handles) : Callback
{
    public double LastLoss { get; private set; }

    public override bool HandlesNotFiniteLoss => handles;

    public override void OnBatchEnd(int batch)
    {
        LastLoss = Trainer.LastLoss;
        Trainer.Stop(afterEpoch: false);
    }
}

/// <summary>Bytes that the steps of an epoch allocate on the thread of Fit. Training ends with an epoch that allocates nothing.</summary>
internal sealed class AllocationCounter : Callback
{
    private long _before;

    public long BytesOfLastEpoch { get; private set; } = -1;

    public override void OnBatchBegin(int batch)
    {
        if (batch == 0)
            _before = GC.GetAllocatedBytesForCurrentThread();
    }

    public override void OnBatchEnd(int batch) => BytesOfLastEpoch = GC.GetAllocatedBytesForCurrentThread() - _before;

    public override void OnEpochEnd(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        if (BytesOfLastEpoch == 0)
            Trainer.Stop();
    }
}
