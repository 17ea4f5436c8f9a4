namespace GenNet.Devices.OpenCl;

/// <summary>Runs a model's inference code on an OpenCL device. Weights go there when they have changed; inputs and outputs each time.</summary>
internal sealed unsafe class OpenClInferenceRunner : InferenceRunner
{
    private readonly OpenClDevice _device;
    private readonly OpenClBuffer _weights;
    private readonly OpenClBuffer _activations;
    private readonly OpenClBuffer[] _inputs;
    private readonly OpenClBuffer[] _outputs;
    private WeightArena? _written;
    private int _writtenVersion;

    public OpenClInferenceRunner(Model model, OpenClDevice device)
        : base(model)
    {
        if (Description.WithoutOpenCl.Count > 0)
        {
            throw new NotSupportedException(
                $"{Description.FullName} can't run on {device}: there is no OpenCL kernel for {string.Join(", ", Description.WithoutOpenCl)}. Use Device.Cpu().");
        }
        _device = device;
        _weights = new(device);
        _activations = new(device);
        _inputs = [.. InputSizes.Select(_ => new OpenClBuffer(device))];
        _outputs = [.. OutputSizes.Select(_ => new OpenClBuffer(device))];
    }

    public override void Dispose()
    {
        lock (_device)
        {
            _weights.Dispose();
            _activations.Dispose();
            foreach (var buffer in _inputs.Concat(_outputs))
                buffer.Dispose();
        }
        base.Dispose();
    }

    public override void Execute(int rows, TensorRef* inputs, TensorRef* outputs, in WeightReading reading)
    {
        Limit.Require(rows);
        // A kernel object holds its arguments until it is launched, so one model at a time may use the device.
        lock (_device)
        {
            var weights = reading.Weights;
            if (_written != weights || _writtenVersion != weights.Version)
            {
                _weights.Write(weights.All);
                (_written, _writtenVersion) = (weights, weights.Version);
            }
            _activations.Reserve((nint)rows * Description.Memory.InferenceActivations);
            for (var i = 0; i < _inputs.Length; i++)
                _inputs[i].Write(new(inputs[i].Pointer, rows * InputSizes[i]));
            for (var i = 0; i < _outputs.Length; i++)
                _outputs[i].Reserve((nint)rows * OutputSizes[i]);
            Model.Plan.InferOpenCl(new OpenClPass(rows, _device, _weights, _activations, _inputs, _outputs));
            for (var i = 0; i < _outputs.Length; i++)
                _outputs[i].Read(new(outputs[i].Pointer, rows * OutputSizes[i]));
        }
    }
}
