namespace GenNet;

/// <summary>
/// A copy of a model's weights in a device's memory, in the layout of <see cref="WeightArena"/>. The arena that it belongs to fills it before a device works with it and reads it back when
/// somebody asks for values on the host, so weights that are trained on a device stay there. All calls are made by one thread at a time.
/// </summary>
public abstract class DeviceWeights : IDisposable
{
    /// <summary>Whether the device can't be worked with any more, so that what it alone has is gone.</summary>
    protected internal virtual bool IsLost => false;

    /// <summary>Takes all values from the host.</summary>
    /// <param name="values">The values, <see cref="MemoryDescription.Weights"/> of them.</param>
    protected internal abstract void Upload(ReadOnlySpan<float> values);

    /// <summary>Gives all values to the host, after what the device is doing to them. Called only if the device has changed them.</summary>
    /// <param name="values">Takes the values, <see cref="MemoryDescription.Weights"/> of them.</param>
    protected internal abstract void Download(Span<float> values);

    /// <summary>Lets go of the memory, when nothing runs.</summary>
    public abstract void Dispose();
}
