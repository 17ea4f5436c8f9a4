using System.Runtime.Intrinsics;
using GenNet.Training;

namespace GenNet;

/// <summary>
/// Adam (Kingma and Ba, 2015): m += (g − m)·(1 − β₁), v += (g² − v)·(1 − β₂), w −= m·rate·√(1 − β₂ᵗ) / (1 − β₁ᵗ) / (√v + ε).
/// Keras: <c>keras.optimizers.Adam</c>.
/// </summary>
/// <param name="learningRate">A number or a schedule; 0.001 by default.</param>
/// <param name="beta1">Decay of the first moment.</param>
/// <param name="beta2">Decay of the second moment.</param>
/// <param name="epsilon">What keeps the divisor from 0 (Kingma and Ba's ε̂).</param>
/// <param name="amsGrad">Whether the largest v so far divides instead (Reddi, Kale and Kumar, 2018).</param>
public sealed class Adam(
    LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsGrad = false)
    : Optimizer("adam", learningRate ?? 0.001)
{
    /// <summary>Decay of the first moment.</summary>
    public double Beta1 { get; } = Require.Decay(beta1, nameof(beta1));

    /// <summary>Decay of the second moment.</summary>
    public double Beta2 { get; } = Require.Decay(beta2, nameof(beta2));

    /// <summary>What keeps the divisor from 0.</summary>
    public double Epsilon { get; } = Require.Positive(epsilon);

    /// <summary>Whether the largest second moment so far divides.</summary>
    public bool AmsGrad { get; } = amsGrad;

    /// <inheritdoc/>
    public override IReadOnlyList<OptimizerVariable> Slots { get; } = amsGrad ? ["momentum", "velocity", "velocity_hat"] : ["momentum", "velocity"];

    /// <inheritdoc/>
    public override void Update(in OptimizerStep step, in WeightPiece piece)
    {
        var alpha = (float)(step.LearningRate * Math.Sqrt(1 - Math.Pow(Beta2, step.Number)) / (1 - Math.Pow(Beta1, step.Number)));
        var (oneMinusBeta1, oneMinusBeta2, epsilon) = ((float)(1 - Beta1), (float)(1 - Beta2), Vector512.Create((float)Epsilon));
        var weights = WeightPiece.Vectors(piece.Weights);
        var gradients = WeightPiece.Vectors(piece.Gradients);
        var momenta = WeightPiece.Vectors(piece.Slot(0));
        var velocities = WeightPiece.Vectors(piece.Slot(1));
        var largest = AmsGrad ? WeightPiece.Vectors(piece.Slot(2)) : default;
        for (var i = 0; i < weights.Length; i++)
        {
            var g = gradients[i];
            var m = momenta[i];
            var v = velocities[i];
            m += (g - m) * oneMinusBeta1;
            v += ((g * g) - v) * oneMinusBeta2;
            momenta[i] = m;
            velocities[i] = v;
            if (!largest.IsEmpty)
            {
                v = Vector512.Max(v, largest[i]);
                largest[i] = v;
            }
            weights[i] -= m * alpha / (Vector512.Sqrt(v) + epsilon);
        }
    }
}
