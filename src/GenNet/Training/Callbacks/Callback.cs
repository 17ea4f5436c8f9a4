using GenNet.Training.Callbacks;

namespace GenNet;

/// <summary>Looks on while a <see cref="GenNet.Trainer"/> fits, and may stop it.</summary>
public abstract class Callback
{
    private Trainer? _trainer;

    /// <summary>The trainer that this callback was given to.</summary>
    /// <exception cref="InvalidOperationException">It wasn't given to one yet.</exception>
    protected Trainer Trainer => _trainer ?? throw new InvalidOperationException("The callback has not been passed to Fit.");

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin()
    {
    }

    /// <summary>Before epoch <paramref name="epoch"/>, counted from 0.</summary>
    public virtual void OnEpochBegin(int epoch)
    {
    }

    /// <summary>After the step of batch <paramref name="batch"/>, counted from 0 in each epoch.</summary>
    public virtual void OnBatchEnd(int batch)
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

    /// <summary>Throws unless all that the callback will need is there. Before the first epoch, so that no epoch is lost.</summary>
    /// <param name="plan">What is going to happen.</param>
    /// <exception cref="ArgumentException">It asks for something that won't be measured.</exception>
    internal virtual void Require(FitPlan plan)
    {
    }

    internal void Begin(Trainer trainer)
    {
        _trainer = trainer;
        OnTrainBegin();
    }
}
