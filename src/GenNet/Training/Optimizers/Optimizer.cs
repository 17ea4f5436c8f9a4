using GenNet.Training;
using GenNet.Training.Optimizers;

namespace GenNet;

/// <summary>
/// How weights follow their gradients. An optimizer holds options only; its state (slots, step) belongs to the trainer, so one optimizer can
/// serve several. Options of all optimizers, in Keras' order of effect: clipping, weight decay, update.
/// </summary>
public abstract class Optimizer
{
    private protected Optimizer(string name, LearningRateSchedule learningRate)
    {
        Name = name;
        LearningRate = learningRate;
    }

    /// <summary>Keras' name: <c>adam</c>.</summary>
    public string Name { get; }

    /// <summary>The learning rate: a number or a schedule.</summary>
    public LearningRateSchedule LearningRate { get; }

    /// <summary>Share of the learning rate by which every weight is made smaller before each update: w −= w · decay · rate.</summary>
    public double? WeightDecay { get; init => field = Require.PositiveOrNull(value, nameof(WeightDecay)); }

    /// <summary>Largest Euclidean norm of each variable's gradient.</summary>
    public double? ClipNorm { get; init => field = Require.PositiveOrNull(value, nameof(ClipNorm)); }

    /// <summary>Largest Euclidean norm of all gradients together.</summary>
    public double? GlobalClipNorm { get; init => field = Require.PositiveOrNull(value, nameof(GlobalClipNorm)); }

    /// <summary>Largest magnitude of each element of a gradient.</summary>
    public double? ClipValue { get; init => field = Require.PositiveOrNull(value, nameof(ClipValue)); }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Names of the slots that each trained variable has, in Keras' order.</summary>
    internal abstract IReadOnlyList<string> Slots { get; }

    /// <summary>The update, for one trainer.</summary>
    internal abstract WeightUpdate CreateUpdate();
}
