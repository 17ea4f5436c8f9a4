namespace GenNet;

/// <summary>Where a tensor's float32 values begin in a device's memory; see <see cref="TensorRef"/>.</summary>
public readonly struct DeviceTensorRef
{
    internal DeviceTensorRef(nint buffer, nint offset)
    {
        Buffer = buffer;
        Offset = offset;
    }

    /// <summary>Whether there is no tensor, as an absent bias.</summary>
    public bool IsNone => Buffer == 0;

    internal nint Buffer { get; }

    /// <summary>In float32 values.</summary>
    internal nint Offset { get; }
}
