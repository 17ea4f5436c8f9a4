using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Training;
using GenNet.Training.Optimizers;

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

    internal override IReadOnlyList<string> Slots { get; } = amsGrad ? ["momentum", "velocity", "velocity_hat"] : ["momentum", "velocity"];

    internal override WeightUpdate CreateUpdate() => new Update(this);

    private sealed class Update(Adam adam) : WeightUpdate
    {
        private Rule _rule;

        public override void Prepare(double rate, long step)
        {
            var alpha = rate * Math.Sqrt(1 - Math.Pow(adam.Beta2, step)) / (1 - Math.Pow(adam.Beta1, step));
            _rule = new((float)alpha, (float)(1 - adam.Beta1), (float)(1 - adam.Beta2), (float)adam.Epsilon, adam.AmsGrad);
        }

        public override void Apply(in UpdateMemory memory, WorkerPool workers) => Run(_rule, memory, workers);

        private readonly unsafe struct Rule(float alpha, float oneMinusBeta1, float oneMinusBeta2, float epsilon, bool amsGrad) : IUpdateRule
        {
            public void Update(float* weights, float* gradients, float* momentum, float* velocity, float* largestVelocity)
            {
                var g = Vector512.Load(gradients);
                var m = Vector512.Load(momentum);
                var v = Vector512.Load(velocity);
                m += (g - m) * oneMinusBeta1;
                v += ((g * g) - v) * oneMinusBeta2;
                m.Store(momentum);
                v.Store(velocity);
                if (amsGrad)
                {
                    v = Vector512.Max(v, Vector512.Load(largestVelocity));
                    v.Store(largestVelocity);
                }
                var w = Vector512.Load(weights) - (m * alpha / (Vector512.Sqrt(v) + Vector512.Create(epsilon)));
                w.Store(weights);
            }
        }
    }
}
