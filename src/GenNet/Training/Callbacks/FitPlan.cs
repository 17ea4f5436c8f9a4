namespace GenNet;

/// <summary>What a call of <see cref="Trainer.Fit"/> is going to do. Keras: <c>callback.params</c>.</summary>
public sealed record FitPlan
{
    /// <summary>How many epochs, at most.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps of an epoch, each of one batch.</summary>
    public required int Steps { get; init; }

    /// <summary>Samples of a batch; the last of an epoch may have fewer.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Names of what is measured in each epoch: <c>loss</c>, <c>val_loss</c>, …</summary>
    public required IReadOnlyCollection<string> Measured { get; init; }
}
