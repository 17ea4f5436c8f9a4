namespace GenNet.Devices.OpenCl;

/// <summary>A model's weights in the memory of an OpenCL device.</summary>
internal sealed class OpenClWeights(OpenClDevice device) : DeviceWeights
{
    public OpenClBuffer Buffer { get; } = new(device);

    public override void Dispose()
    {
        lock (device)
            Buffer.Dispose();
    }

    protected internal override void Upload(ReadOnlySpan<float> values)
    {
        lock (device)
            Buffer.Write(values);
    }

    protected internal override void Download(Span<float> values)
    {
        lock (device)
            Buffer.Read(values);
    }
}
