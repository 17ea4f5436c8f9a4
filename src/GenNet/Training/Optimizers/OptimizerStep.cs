namespace GenNet;

/// <summary>What all pieces of one step of an <see cref="Optimizer"/> have in common.</summary>
/// <param name="learningRate">The learning rate of the step.</param>
/// <param name="number">Number of the step; the first is 1.</param>
/// <param name="scalars">The optimizer's <see cref="Optimizer.Scalars"/>, in their order, as <see cref="Optimizer.BeginStep"/> has left them.</param>
public readonly ref struct OptimizerStep(double learningRate, long number, ReadOnlySpan<double> scalars = default)
{
    /// <summary>The learning rate of the step.</summary>
    public double LearningRate { get; } = learningRate;

    /// <summary>Number of the step; the first is 1. Keras: <c>iterations + 1</c>.</summary>
    public long Number { get; } = number;

    /// <summary>The optimizer's <see cref="Optimizer.Scalars"/>, in their order.</summary>
    public ReadOnlySpan<double> Scalars { get; } = scalars;
}
