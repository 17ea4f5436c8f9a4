namespace GenNet.Devices.OpenCl;

/// <summary>Runs a model's inference code on an OpenCL device. Weights go there when they have changed; inputs and outputs each time.</summary>
internal sealed class OpenClInferenceRunner : InferenceRunner
{
    private readonly OpenClDevice _device;
    private readonly IOpenClPlan _plan;
    private readonly BatchLimit _limit;
    private readonly OpenClBuffer _activations;
    private readonly OpenClBuffer[] _inputs;
    private readonly OpenClBuffer[] _outputs;

    public OpenClInferenceRunner(ModelInstance model, OpenClDevice device)
        : base(model)
    {
        _plan = model.Plan as IOpenClPlan
            ?? throw new NotSupportedException($"{model.Description.FullName} can't run on {device}: it was compiled without code for OpenCL. Use Device.Cpu().");
        if (_plan.WithoutKernel.Count > 0)
        {
            throw new NotSupportedException(
                $"{model.Description.FullName} can't run on {device}: there is no OpenCL kernel for {string.Join(", ", _plan.WithoutKernel)}. Use Device.Cpu().");
        }
        _device = device;
        _limit = BatchLimit.OfInference(model.Description);
        _activations = new(device);
        _inputs = [.. model.Description.Inputs.Select(_ => new OpenClBuffer(device))];
        _outputs = [.. model.Description.Outputs.Select(_ => new OpenClBuffer(device))];
    }

    public override void Dispose()
    {
        lock (_device)
        {
            _activations.Dispose();
            foreach (var buffer in _inputs.Concat(_outputs))
                buffer.Dispose();
        }
        base.Dispose();
    }

    protected internal override void Run(in InferenceBatch batch)
    {
        _limit.Require(batch.Rows);
        var weights = (OpenClWeights)batch.Weights.On(_device);
        // A kernel object holds its arguments until it is launched, so one model at a time may use the device.
        lock (_device)
        {
            _activations.Reserve((nint)batch.Rows * Model.Description.Memory.InferenceActivations);
            for (var i = 0; i < _inputs.Length; i++)
                _inputs[i].Write(batch.Input(i).Read<float>());
            for (var i = 0; i < _outputs.Length; i++)
                _outputs[i].Reserve((nint)batch.Rows * Model.OutputSizes.Of(i, batch.Length));
            _plan.Infer(new OpenClPass(batch.Rows, _device, weights.Buffer, _activations, _inputs, _outputs));
            for (var i = 0; i < _outputs.Length; i++)
                _outputs[i].Read(batch.Output(i).Write<float>());
        }
    }
}
