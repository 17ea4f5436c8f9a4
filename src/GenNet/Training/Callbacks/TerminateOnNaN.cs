namespace GenNet;

/// <summary>
/// Stops after a batch whose loss is NaN or infinite: from then on the weights are too. That epoch is still logged. Keras:
/// <c>keras.callbacks.TerminateOnNaN</c>.
/// </summary>
public sealed class TerminateOnNaN : Callback
{
    /// <summary>The batch whose loss wasn't finite, counted from 0 in its epoch; null if there was none.</summary>
    public int? Batch { get; private set; }

    /// <inheritdoc/>
    public override bool HandlesNotFiniteLoss => true;

    /// <inheritdoc/>
    public override void OnTrainBegin() => Batch = null;

    /// <inheritdoc/>
    public override void OnBatchEnd(int batch)
    {
        if (double.IsFinite(Trainer.LastLoss))
            return;
        Batch = batch;
        Trainer.Stop(afterEpoch: false);
    }
}
