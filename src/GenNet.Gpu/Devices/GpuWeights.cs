using GenNet.Accelerators;

namespace GenNet;

/// <summary>A model's weights in a GPU's memory.</summary>
internal sealed class GpuWeights : DeviceWeights
{
    private readonly GpuAccelerator _accelerator;
    private readonly GpuMemory _memory;

    public GpuWeights(GpuAccelerator accelerator, ModelDescription model)
    {
        _accelerator = accelerator;
        _memory = new(accelerator, $"the weights of {model.FullName}");
        lock (_accelerator.Gate)
            _memory.Reserve(model.Memory.Weights);
    }

    /// <summary>Where they begin; none when they are disposed.</summary>
    public GpuTensorRef Start => _memory.Start;

    protected internal override bool IsLost => _accelerator.IsLost;

    public override void Dispose()
    {
        lock (_accelerator.Gate)
            _memory.Dispose();
    }

    protected internal override void Upload(ReadOnlySpan<float> values)
    {
        lock (_accelerator.Gate)
            _memory.Write(values);
    }

    protected internal override void Download(Span<float> values)
    {
        lock (_accelerator.Gate)
            _memory.Read(values);
    }
}
