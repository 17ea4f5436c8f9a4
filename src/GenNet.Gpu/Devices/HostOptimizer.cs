using GenNet.Devices.Cpu;
using GenNet.Training.Optimizers;

namespace GenNet;

/// <summary>
/// An optimizer that the device has no kernels for, one of the user's own: its formula runs on the host, by its own code. Each step brings gradients and weights there, and the
/// weights back.
/// </summary>
internal sealed unsafe class HostOptimizer(Optimizer optimizer, ModelInstance model, GpuDevice device) : GpuOptimizer
{
    private readonly OptimizerState _state = new(model.Description, optimizer);

    public override void Train(TrainedWeights trained) => _state.Train(trained);

    public override void Apply(TrainedWeights trained, GpuWeightGradients gradients, in OptimizerStep step)
    {
        var weights = model.Weights;
        Span<float> values;
        lock (device.Accelerator.Gate)
            values = gradients.OnHost;
        fixed (float* first = values)
            _state.Apply(weights.Pointer, first, step, ((CpuDevice)Device.Cpu()).Workers);
        weights.Changed();
        GC.KeepAlive(weights);
    }

    public override void ReadSlot(int slot, Span<float> values) => _state.Slot(slot).CopyTo(values);

    public override void WriteSlot(int slot, ReadOnlySpan<float> values) => values.CopyTo(_state.Slot(slot));

    public override void Dispose() => _state.Release();
}
