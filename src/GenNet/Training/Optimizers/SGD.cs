using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Training;
using GenNet.Training.Optimizers;

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

    internal override IReadOnlyList<string> Slots { get; } = momentum == 0 ? [] : ["momentum"];

    internal override WeightUpdate CreateUpdate() => new Update(this);

    private sealed class Update(SGD sgd) : WeightUpdate
    {
        private float _rate;

        public override void Prepare(double rate, long step) => _rate = (float)rate;

        public override void Apply(in UpdateMemory memory, WorkerPool workers)
        {
            if (sgd.Momentum == 0)
                Run(new PlainRule(_rate), memory, workers);
            else
                Run(new MomentumRule(_rate, (float)sgd.Momentum, sgd.Nesterov), memory, workers);
        }

        private readonly unsafe struct PlainRule(float rate) : IUpdateRule
        {
            public void Update(float* weights, float* gradients, float* slot0, float* slot1, float* slot2) =>
                (Vector512.Load(weights) - (Vector512.Load(gradients) * rate)).Store(weights);
        }

        private readonly unsafe struct MomentumRule(float rate, float momentum, bool nesterov) : IUpdateRule
        {
            public void Update(float* weights, float* gradients, float* moment, float* slot1, float* slot2)
            {
                var descent = Vector512.Load(gradients) * rate;
                var m = (Vector512.Load(moment) * momentum) - descent;
                m.Store(moment);
                (Vector512.Load(weights) + (nesterov ? (m * momentum) - descent : m)).Store(weights);
            }
        }
    }
}
