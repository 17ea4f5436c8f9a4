namespace GenNet.Training.Callbacks;

/// <summary>What a call of <see cref="GenNet.Trainer.Fit"/> is going to do.</summary>
/// <param name="Epochs">How many epochs, at most.</param>
/// <param name="Measured">Names of what is measured in each: <c>loss</c>, <c>val_loss</c>, …</param>
internal readonly record struct FitPlan(int Epochs, IReadOnlyCollection<string> Measured);
