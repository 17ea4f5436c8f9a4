using ILGPU;

namespace GenNet;

/// <summary>
/// Where a tensor's values begin in a GPU's memory; see <see cref="TensorRef"/>. Generated code hands it from layer to layer, and only the launchers of kernels look inside.
/// </summary>
public readonly struct GpuTensorRef
{
    private readonly ArrayView<float> _rest;

    internal GpuTensorRef(ArrayView<float> rest) => _rest = rest;

    /// <summary>Whether there is no tensor: an absent bias, or a gradient that nobody asked for.</summary>
    public bool IsNone => !_rest.IsValid;

    /// <summary>Everything from the tensor's begin to the end of the memory that it lies in.</summary>
    internal ArrayView<float> Rest => _rest;

    /// <summary>Its first <paramref name="count"/> float32 values.</summary>
    internal ArrayView<float> Floats(long count) => _rest.SubView(0, count);

    /// <summary>Its first <paramref name="count"/> elements, of another type than float32: masks are bytes, indices int or long.</summary>
    internal ArrayView<T> Elements<T>(long count)
        where T : unmanaged => _rest.Cast<T>().SubView(0, count);

    /// <summary>The tensor from <paramref name="floats"/> float32 values further on.</summary>
    internal GpuTensorRef Skip(long floats) => new(_rest.SubView(floats, _rest.Length - floats));

    /// <summary>The tensor from <paramref name="bytes"/> bytes further on, which are a multiple of four.</summary>
    /// <exception cref="NotSupportedException">They are none: places in a device's memory are.</exception>
    internal GpuTensorRef SkipBytes(long bytes) => bytes % sizeof(float) == 0
        ? Skip(bytes / sizeof(float))
        : throw new NotSupportedException("A layer is called for each step of a sequence of conditions, of which a step doesn't begin at a multiple of four bytes: no GPU can do this. Use Device.Cpu().");

    /// <summary>The tensor, or <paramref name="other"/> where there is none: kernels are given valid memory for what they don't read.</summary>
    internal GpuTensorRef Or(GpuTensorRef other) => IsNone ? other : this;
}
