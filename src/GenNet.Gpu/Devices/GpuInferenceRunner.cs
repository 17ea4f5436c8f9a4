using GenNet.Accelerators;
using GenNet.Devices;

namespace GenNet;

/// <summary>Runs a model's inference code on a GPU. Weights go there when they have changed; inputs and outputs each time. One call at a time works on a device.</summary>
internal sealed class GpuInferenceRunner : InferenceRunner
{
    private readonly GpuDevice _device;
    private readonly GpuAccelerator _accelerator;
    private readonly IGpuPlan _plan;
    private readonly BatchLimit _limit;
    private readonly GpuTensors _inputs;
    private readonly GpuTensors _outputs;
    private readonly GpuMemory _activations;
    private readonly GpuStates? _states;
    private readonly GpuRefusals _refusals;
    private readonly GpuPassMemory _memory;

    public GpuInferenceRunner(ModelInstance model, GpuDevice device)
        : base(model)
    {
        _plan = device.PlanOf(model);
        _device = device;
        _accelerator = device.Accelerator;
        _limit = BatchLimit.OfInference(model.Description);
        var name = model.Description.FullName;
        _inputs = new(_accelerator, model.InputSizes, $"a batch of inputs of {name}");
        _outputs = new(_accelerator, model.OutputSizes, $"a batch of outputs of {name}");
        _activations = new(_accelerator, $"the values between the layers of {name}");
        _states = GpuStates.Of(_accelerator, model);
        _refusals = new(_accelerator);
        _memory = new() { Inputs = _inputs.Places, Outputs = _outputs.Places, Precision = device.Precision, CuBlas = device.CuBlas, Refusals = _refusals };
    }

    public override void Dispose()
    {
        lock (_accelerator.Gate)
        {
            _inputs.Dispose();
            _outputs.Dispose();
            _activations.Dispose();
            _states?.Dispose();
            _refusals.Dispose();
        }
        base.Dispose();
    }

    protected internal override void Run(in InferenceBatch batch)
    {
        _limit.Require(batch.Rows);
        if (batch.Rows == 0)
            return;
        var weights = (GpuWeights)batch.Weights.On(_device);
        using (new GpuWork(_accelerator, Model.Description))
        {
            ReserveRows(batch.Rows, batch.Length);
            (_memory.Weights, _memory.Activations) = (weights.Start, _activations.Start);
            for (var i = 0; i < _inputs.Places.Length; i++)
                _inputs.Write(i, batch.Input(i));
            _states?.Upload(batch.Rows, _memory);
            _plan.Infer(new GpuPass(_accelerator, batch.Rows, _memory, length: batch.Length));
            for (var i = 0; i < _outputs.Places.Length; i++)
                _outputs.Read(i, batch.Output(i));
            _states?.Fetch(batch.Rows);
            _refusals.ThrowIfAny();
        }
    }

    private void ReserveRows(int rows, int length)
    {
        try
        {
            _inputs.Reserve(rows, length);
            _outputs.Reserve(rows, length);
            _activations.Reserve((long)rows * Model.Description.Memory.InferenceActivations);
        }
        catch (InsufficientMemoryException error)
        {
            // What has been taken for the batch would stand in the way of a smaller one.
            foreach (var memory in (IDisposable[])[_inputs, _outputs, _activations])
                memory.Dispose();
            throw BatchMemory.TooMany(_device, Model, null, rows, error);
        }
    }
}
