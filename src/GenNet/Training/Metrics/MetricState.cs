namespace GenNet;

/// <summary>What a <see cref="Metric"/> has seen of one output since the epoch began. Keras: <c>update_state</c>, <c>result</c>, <c>reset_state</c>.</summary>
public abstract class MetricState
{
    /// <summary>Counts a batch. Runs in every step: it allocates nothing.</summary>
    /// <param name="batch">Predictions and targets; a vector counts as <see cref="OutputBatch.Weight"/> says.</param>
    public abstract void Update(in OutputBatch batch);

    /// <summary>The metric of all that was counted since <see cref="Reset"/>.</summary>
    public abstract double Result();

    /// <summary>Forgets what was counted: an epoch begins.</summary>
    public abstract void Reset();
}
