namespace GenNet;

/// <summary>
/// Where a tensor's float32 values begin in memory that the runtime owns or has pinned. Generated code hands it from layer to layer;
/// only kernels look inside, so a user's project needs no unsafe code.
/// </summary>
public readonly unsafe struct TensorRef
{
    internal TensorRef(float* pointer) => Pointer = pointer;

    internal float* Pointer { get; }

    /// <summary>Whether there is no tensor: an absent bias, or a gradient that nobody asked for.</summary>
    public bool IsNone => Pointer == null;
}
