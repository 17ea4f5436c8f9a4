namespace GenNet;

/// <summary>
/// Looks on while a <see cref="GenNet.Trainer"/> fits, and may <see cref="Trainer.Stop"/> it, set its <see cref="Trainer.LearningRate"/> or its model's weights. Hooks are those of
/// <c>keras.callbacks.Callback</c>, on the thread of <see cref="Trainer.Fit"/>; an exception of one ends Fit. Begin and end of a batch allocate nothing by themselves.
/// </summary>
public abstract class Callback
{
    private Trainer? _trainer;

    /// <summary>The trainer that this callback was given to.</summary>
    /// <exception cref="InvalidOperationException">It wasn't given to one yet.</exception>
    protected Trainer Trainer => _trainer ?? throw new InvalidOperationException("The callback has not been passed to Fit.");

    /// <summary>
    /// Whether it looks after a loss that is NaN or infinite. Without such a callback, Fit refuses a first loss of that kind with an exception.
    /// </summary>
    public virtual bool HandlesNotFiniteLoss => false;

    /// <summary>Throws unless all that the callback will need is there. Before anything is trained, so that no epoch is lost; no other hook was called yet.</summary>
    /// <param name="plan">What is going to happen.</param>
    /// <exception cref="ArgumentException">It asks for something that won't be measured.</exception>
    public virtual void Require(FitPlan plan)
    {
    }

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin()
    {
    }

    /// <summary>Before epoch <paramref name="epoch"/>, counted from 0.</summary>
    public virtual void OnEpochBegin(int epoch)
    {
    }

    /// <summary>Before the step of batch <paramref name="batch"/>, counted from 0 in each epoch. Keras: <c>on_train_batch_begin</c>.</summary>
    public virtual void OnBatchBegin(int batch)
    {
    }

    /// <summary>
    /// After the step of batch <paramref name="batch"/>, counted from 0 in each epoch. Its loss is <see cref="Trainer.LastLoss"/>; <see cref="Trainer.CurrentLogs"/> has the epoch's
    /// so far. Keras: <c>on_train_batch_end</c>.
    /// </summary>
    public virtual void OnBatchEnd(int batch)
    {
    }

    /// <summary>Before an epoch's validation; without validation data there is none. Keras: <c>on_test_begin</c>.</summary>
    public virtual void OnValidationBegin()
    {
    }

    /// <summary>After an epoch's validation. Keras: <c>on_test_end</c>.</summary>
    /// <param name="logs">What it measured: <c>val_loss</c>, …</param>
    public virtual void OnValidationEnd(IReadOnlyDictionary<string, double> logs)
    {
    }

    /// <summary>After epoch <paramref name="epoch"/> and its validation.</summary>
    /// <param name="epoch">Counted from 0.</param>
    /// <param name="logs">What was measured: <c>loss</c>, <c>val_loss</c>, …</param>
    public virtual void OnEpochEnd(int epoch, IReadOnlyDictionary<string, double> logs)
    {
    }

    /// <summary>After the last epoch.</summary>
    public virtual void OnTrainEnd()
    {
    }

    internal void Begin(Trainer trainer)
    {
        _trainer = trainer;
        OnTrainBegin();
    }
}
