using GenNet.Training.Optimizers;

namespace GenNet;

/// <summary>An optimizer at work on a model on a GPU.</summary>
internal abstract class GpuOptimizer : IDisposable
{
    /// <summary>One for <paramref name="optimizer"/>.</summary>
    public static GpuOptimizer Of(Optimizer optimizer, ModelInstance model, GpuDevice device) =>
        DeviceOptimizer.Knows(optimizer) ? new DeviceOptimizer(optimizer, model, device) : new HostOptimizer(optimizer, model, device);

    /// <summary>Updates <paramref name="trained"/> from now on. The slots of all others keep their values.</summary>
    public abstract void Train(TrainedWeights trained);

    /// <summary>Updates the weights.</summary>
    public abstract void Apply(TrainedWeights trained, GpuWeightGradients gradients, in OptimizerStep step);

    /// <summary>See <see cref="TrainingRunner.ReadSlot"/>.</summary>
    public abstract void ReadSlot(int slot, Span<float> values);

    /// <summary>See <see cref="TrainingRunner.WriteSlot"/>.</summary>
    public abstract void WriteSlot(int slot, ReadOnlySpan<float> values);

    public abstract void Dispose();
}
