namespace GenNet;

public abstract partial class Model
{
    private readonly WeightGate _gate;

    /// <summary>
    /// Ends the model, unless it is a layer of another one, which ends it: waits for calls that are running, on whatever thread, and lets go of its memory. Later calls throw <see cref="ObjectDisposedException"/>. Spans of its
    /// weights and results that somebody still holds stay readable.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is called from within a call of the same model that uses the weights.</exception>
    public void Dispose()
    {
        if (_part is not null)
            return;
        using (_gate.BeginChange(nameof(Dispose)))
        {
            if (!IsDisposed)
            {
                var weights = Instance.Drop();
                _gate.ReleaseMemory();
                _predictor?.Release();
                weights?.RetireCopy();
                _runner.Dispose();
            }
        }
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes the weights as they are at this moment, for a short time.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    /// <exception cref="InvalidOperationException">It is called from within a step of training.</exception>
    internal WeightReading ReadWeights() => Read(_gate.Enter());

    /// <summary>Takes the weights as they are at this moment for a time that may be long: nothing but a change of the weights in place waits for its end.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    internal WeightReading ReadWeightsForLong() => Read(_gate.EnterLong());

    /// <summary>Begins a change of <see cref="WeightArena"/> in place; nobody reads the weights until its end.</summary>
    /// <param name="what">What changes them, for messages.</param>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    internal WeightGate.Change ChangeWeights(string what)
    {
        var change = _gate.BeginChange(what);
        if (!IsDisposed)
            return change;
        change.Dispose();
        throw new ObjectDisposedException(GetType().FullName);
    }

    /// <summary>A second arena of the same layout, zeroed: to be filled and then to take the weights' place.</summary>
    internal WeightArena NewWeights() => Instance.NewWeights();

    /// <summary>
    /// Puts <paramref name="weights"/>, of <see cref="NewWeights"/>, in the weights' place at once: whoever works on the old ones finishes on them. Waits for the current step of training.
    /// </summary>
    /// <param name="weights">The new weights. They belong to the model from now on.</param>
    /// <param name="kept">Variables that keep the values that they have at the moment of the exchange, in a new model the initial ones.</param>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    /// <exception cref="InvalidOperationException">It is called from within a call of the same model that uses the weights.</exception>
    internal void ReplaceWeights(WeightArena weights, params IReadOnlyCollection<VariableDescription> kept)
    {
        WeightArena? old;
        using (_gate.BeginExchange(nameof(LoadWeights)))
            old = Instance.Exchange(weights, kept);
        if (old is { HasCopy: true })
        {
            _gate.WaitForRunningCalls();
            old.RetireCopy();
        }
    }

    private WeightReading Read(WeightReader reader)
    {
        if (Instance.WeightsOrNull is { } weights)
            return new(reader, weights);
        try
        {
            return new(reader, Instance.Weights);
        }
        catch
        {
            reader.Exit();
            throw;
        }
    }
}
