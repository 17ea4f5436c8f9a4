namespace GenNet.Gpu.Kernels;

/// <summary>Optimizers' steps over a range of weights, each in one kernel.</summary>
internal static class GpuOptimizers
{
    /// <summary>Whether <see cref="Update"/> knows the optimizer.</summary>
    public static bool Knows(Optimizer optimizer) => optimizer is SGD or Adam;

    /// <summary>Updates weights in place, and the slots with them.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="step">The step.</param>
    /// <param name="weights">The first weight.</param>
    /// <param name="gradients">Its gradient.</param>
    /// <param name="slots">Its place in each slot, in the order of <see cref="Optimizer.Slots"/>.</param>
    /// <param name="count">Weights.</param>
    /// <exception cref="NotSupportedException">There is no kernel for the optimizer.</exception>
    public static void Update(in GpuPass pass, Optimizer optimizer, in OptimizerStep step, GpuTensorRef weights, GpuTensorRef gradients, ReadOnlySpan<GpuTensorRef> slots, long count)
    {
        switch (optimizer)
        {
            case SGD { Momentum: 0 }:
                pass.LaunchForEach(count, new DescentStep { Weights = weights.Rest, Gradients = gradients.Rest, Count = count, Rate = (float)step.LearningRate });
                break;
            case SGD sgd:
                pass.LaunchForEach(count, new MomentumStep
                {
                    Weights = weights.Rest,
                    Gradients = gradients.Rest,
                    Moments = slots[0].Rest,
                    Count = count,
                    Rate = (float)step.LearningRate,
                    Momentum = (float)sgd.Momentum,
                    Nesterov = sgd.Nesterov ? 1 : 0,
                });
                break;
            case Adam adam:
                pass.LaunchForEach(count, new AdamStep
                {
                    Weights = weights.Rest,
                    Gradients = gradients.Rest,
                    Momenta = slots[0].Rest,
                    Velocities = slots[1].Rest,
                    Largest = slots[adam.AmsGrad ? 2 : 1].Rest,
                    Count = count,
                    Alpha = (float)(step.LearningRate * Math.Sqrt(1 - Math.Pow(adam.Beta2, step.Number)) / (1 - Math.Pow(adam.Beta1, step.Number))),
                    OneMinusBeta1 = (float)(1 - adam.Beta1),
                    OneMinusBeta2 = (float)(1 - adam.Beta2),
                    Epsilon = (float)adam.Epsilon,
                    AmsGrad = adam.AmsGrad ? 1 : 0,
                });
                break;
            default:
                throw new NotSupportedException($"The optimizer {optimizer.Name} has no kernel for GPUs: train with SGD or Adam there, or on the CPU.");
        }
    }
}
