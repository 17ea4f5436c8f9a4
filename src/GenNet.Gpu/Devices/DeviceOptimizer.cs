using GenNet.Accelerators;
using GenNet.Gpu.Kernels;
using GenNet.Training.Optimizers;

namespace GenNet;

/// <summary>An optimizer that the device has kernels for: weights, gradients and slots stay there.</summary>
internal sealed class DeviceOptimizer : GpuOptimizer
{
    private readonly Optimizer _optimizer;
    private readonly ModelInstance _model;
    private readonly GpuDevice _device;
    private readonly GpuMemory[] _slots;
    private readonly GpuTensorRef[] _places;
    private readonly DeviceClipping _clipping;
    private readonly GpuPassMemory _noBatch = new() { Inputs = [], Outputs = [] };

    public DeviceOptimizer(Optimizer optimizer, ModelInstance model, GpuDevice device)
    {
        (_optimizer, _model, _device) = (optimizer, model, device);
        _slots = [.. optimizer.Slots.Select(slot => new GpuMemory(device.Accelerator, $"the slot {slot.Name} of {optimizer} for {model.Description.FullName}"))];
        _places = new GpuTensorRef[_slots.Length];
        _clipping = new(optimizer, device.Accelerator);
        lock (device.Accelerator.Gate)
        {
            for (var i = 0; i < _slots.Length; i++)
            {
                _slots[i].Reserve(Count);
                if (optimizer.Slots[i].InitialValue != 0)
                    GpuValues.Fill(Pass, _slots[i].Start, (float)optimizer.Slots[i].InitialValue, Count);
            }
        }
    }

    private int Count => _model.Description.Memory.TrainableWeights;

    private GpuPass Pass => new(_device.Accelerator, rows: 1, _noBatch);

    /// <summary>Whether the device has kernels for all that <paramref name="optimizer"/> does.</summary>
    public static bool Knows(Optimizer optimizer) => GpuOptimizers.Knows(optimizer);

    public override void Train(TrainedWeights trained)
    {
    }

    public override void Apply(TrainedWeights trained, GpuWeightGradients gradients, in OptimizerStep step)
    {
        var weights = ((GpuWeights)_model.Weights.On(_device)).Start;
        using (new GpuWork(_device.Accelerator, _model.Description))
        {
            if (_clipping.IsAsked)
            {
                _clipping.Apply(Pass, trained, gradients.Start);
                gradients.MarkChanged();
            }
            foreach (var (start, count) in trained.Ranges)
            {
                if (_optimizer.WeightDecay is { } decay)
                    GpuValues.Scale(Pass, weights.Skip(start), weights.Skip(start), (float)(1 - (decay * step.LearningRate)), summand: 0, count);
                for (var i = 0; i < _places.Length; i++)
                    _places[i] = _slots[i].Start.Skip(start);
                GpuOptimizers.Update(Pass, _optimizer, step, weights.Skip(start), gradients.Start.Skip(start), _places, count);
            }
        }
        _model.Weights.ChangedOnDevice();
    }

    public override void ReadSlot(int slot, Span<float> values)
    {
        lock (_device.Accelerator.Gate)
            _slots[slot].Read(values);
    }

    public override void WriteSlot(int slot, ReadOnlySpan<float> values)
    {
        lock (_device.Accelerator.Gate)
            _slots[slot].Write(values);
    }

    public override void Dispose()
    {
        foreach (var slot in _slots)
            slot.Dispose();
        _clipping.Dispose();
    }
}
