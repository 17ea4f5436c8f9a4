namespace GenNet;

/// <summary>Who has a model for itself as regards training: one trainer, or a move to another device.</summary>
/// <param name="model">The model's name, for messages.</param>
internal sealed class TrainingLease(string model)
{
    /// <summary>The holder that is a trainer.</summary>
    public const string Trainer = "Trainer";

    private string? _holder;

    /// <summary>Takes the lease, until <see cref="End"/>.</summary>
    /// <param name="holder">What takes it, for messages.</param>
    /// <exception cref="InvalidOperationException">Somebody has it.</exception>
    public void Begin(string holder)
    {
        if (Interlocked.CompareExchange(ref _holder, holder, null) is { } other)
            throw new InvalidOperationException(Refusal(holder, other));
    }

    /// <summary>Gives it back.</summary>
    public void End() => Volatile.Write(ref _holder, null);

    private string Refusal(string holder, string other) => (holder, other) switch
    {
        (Trainer, Trainer) =>
            $"{model} is being trained by another Trainer, whose Fit or Step has not returned. One trains a model at a time: wait for it, or train a second instance.",
        (_, Trainer) => $"{model}: {holder} was called while a Trainer's Fit or Step has not returned. Call it afterwards.",
        _ => $"{model} is being moved to another device: {other} has not returned. Wait for it.",
    };
}
