using System.Runtime.Intrinsics;
using GenNet.Training;

namespace GenNet;

/// <summary>
/// Stochastic gradient descent: w −= rate·g; with momentum m = μ·m − rate·g and w += m, or after Nesterov w += μ·m − rate·g. Keras:
/// <c>keras.optimizers.SGD</c>.
/// </summary>
/// <param name="learningRate">A number or a schedule; 0.01 by default.</param>
/// <param name="momentum">μ, at least 0 and less than 1; 0 is plain descent.</param>
/// <param name="nesterov">Whether the gradient is taken at where the momentum leads.</param>
public sealed class SGD(LearningRateSchedule? learningRate = null, double momentum = 0, bool nesterov = false) : Optimizer("SGD", learningRate ?? 0.01)
{
    /// <summary>μ.</summary>
    public double Momentum { get; } = Require.Decay(momentum, nameof(momentum));

    /// <summary>Whether the gradient is taken at where the momentum leads.</summary>
    public bool Nesterov { get; } = nesterov;

    /// <inheritdoc/>
    public override IReadOnlyList<OptimizerVariable> Slots { get; } = momentum == 0 ? [] : ["momentum"];

    /// <inheritdoc/>
    public override void Update(in OptimizerStep step, in WeightPiece piece)
    {
        var rate = (float)step.LearningRate;
        var weights = WeightPiece.Vectors(piece.Weights);
        var gradients = WeightPiece.Vectors(piece.Gradients);
        if (Momentum == 0)
            Descend(rate, weights, gradients);
        else
            Descend(rate, weights, gradients, WeightPiece.Vectors(piece.Slot(0)));
    }

    private static void Descend(float rate, Span<Vector512<float>> weights, Span<Vector512<float>> gradients)
    {
        for (var i = 0; i < weights.Length; i++)
            weights[i] -= gradients[i] * rate;
    }

    private void Descend(float rate, Span<Vector512<float>> weights, Span<Vector512<float>> gradients, Span<Vector512<float>> moments)
    {
        var (momentum, nesterov) = ((float)Momentum, Nesterov);
        for (var i = 0; i < weights.Length; i++)
        {
            var descent = gradients[i] * rate;
            var m = (moments[i] * momentum) - descent;
            moments[i] = m;
            weights[i] += nesterov ? (m * momentum) - descent : m;
        }
    }
}
