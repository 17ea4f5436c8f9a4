namespace GenNet.Loops;

/// <summary>Weights in the device's memory.</summary>
internal sealed class LoopWeights(LoopDevice device, int count) : DeviceWeights
{
    private float[]? _values = new float[count];

    public float[] Values => _values ?? throw new ObjectDisposedException(nameof(LoopWeights));

    public override void Dispose()
    {
        if (_values is not null)
            device.Freed();
        _values = null;
    }

    protected override void Upload(ReadOnlySpan<float> values)
    {
        device.Uploads++;
        values.CopyTo(Values);
    }

    protected override void Download(Span<float> values)
    {
        device.Downloads++;
        Values.CopyTo(values);
    }
}
