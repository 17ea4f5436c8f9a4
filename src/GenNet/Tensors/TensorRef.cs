namespace GenNet;

/// <summary>
/// Where a tensor's values begin in memory that the runtime owns or has pinned. Generated code hands it from layer to layer;
/// only kernels look inside, so a user's project needs no unsafe code.
/// </summary>
public readonly unsafe struct TensorRef
{
    internal TensorRef(float* pointer) => Pointer = pointer;

    /// <summary>Where they begin, as float32 values; those of other types are cast from it.</summary>
    internal float* Pointer { get; }

    /// <summary>The same tensor from <paramref name="bytes"/> bytes further on.</summary>
    internal TensorRef Skip(nint bytes) => new((float*)((byte*)Pointer + bytes));

    /// <summary>The tensor, or <paramref name="other"/> where there is none.</summary>
    internal TensorRef Or(TensorRef other) => IsNone ? other : this;

    /// <summary>Whether there is no tensor: an absent bias, or a gradient that nobody asked for.</summary>
    public bool IsNone => Pointer == null;
}
