using GenNet.Training;

namespace GenNet;

/// <summary>
/// How weights follow their gradients. An optimizer holds options only; its state (slots, step) belongs to the trainer, so one optimizer can
/// serve several. Options of all optimizers, in Keras' order of effect: clipping, weight decay, update.
/// </summary>
/// <remarks>
/// An optimizer of one's own names its <see cref="Slots"/> and writes <see cref="Update"/>:
/// <code>
/// public sealed class Momentum(double learningRate) : Optimizer("momentum", learningRate)
/// {
///     public override IReadOnlyList&lt;OptimizerVariable&gt; Slots { get; } = ["moment"];
///
///     public override void Update(in OptimizerStep step, in WeightPiece piece)
///     {
///         var rate = (float)step.LearningRate;
///         var moments = piece.Slot(0);
///         for (var i = 0; i &lt; moments.Length; i++)
///         {
///             moments[i] = (0.9f * moments[i]) - (rate * piece.Gradients[i]);
///             piece.Weights[i] += moments[i];
///         }
///     }
/// }
/// </code>
/// All values are float32 in the host's memory; a device that keeps them elsewhere and doesn't know the optimizer says so when the trainer is made.
/// </remarks>
public abstract class Optimizer
{
    /// <summary>Called by derived classes.</summary>
    /// <param name="name">Name in messages and checkpoints: <c>adam</c>.</param>
    /// <param name="learningRate">A number or a schedule.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    protected Optimizer(string name, LearningRateSchedule learningRate)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(learningRate);
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

    /// <summary>The slots that each trained variable has, of its shape, in Keras' order; the same for the optimizer's whole life.</summary>
    public virtual IReadOnlyList<OptimizerVariable> Slots => [];

    /// <summary>Numbers that a run has once and that go on from step to step, such as Nadam's product of all momenta; the same for the optimizer's whole life.</summary>
    public virtual IReadOnlyList<OptimizerVariable> Scalars => [];

    /// <summary>
    /// Whether <see cref="Update"/> takes one whole variable at a time, as optimizers do that look at its norm (LARS, LAMB) or shape, and not a range of all weights. Ranges
    /// share the work among threads evenly; of whole variables each is one thread's.
    /// </summary>
    public virtual bool UpdatesWholeVariables => false;

    /// <summary>Before the updates of a step, once: takes <see cref="Scalars"/> forward.</summary>
    /// <param name="step">The step.</param>
    /// <param name="scalars">The scalars of the step before, to be changed in place.</param>
    public virtual void BeginStep(in OptimizerStep step, Span<double> scalars)
    {
    }

    /// <summary>
    /// Updates weights and slots from gradients. Several threads call it at the same time with different pieces, and how the weights are cut into ranges is nobody's business:
    /// a weight depends on its own gradient and slots alone, or on those of its variable where <see cref="UpdatesWholeVariables"/>. It allocates nothing and doesn't throw:
    /// other pieces of the step would be done already.
    /// </summary>
    /// <param name="step">What all pieces have in common.</param>
    /// <param name="piece">The weights.</param>
    public abstract void Update(in OptimizerStep step, in WeightPiece piece);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
