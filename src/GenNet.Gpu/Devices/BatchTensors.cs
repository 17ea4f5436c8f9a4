using GenNet.Accelerators;
using GenNet.Devices;
using GenNet.Kernels;

namespace GenNet;

/// <summary>The inputs, outputs or gradients of a training batch, on the host and on the GPU: whichever changes is copied to the other when that is asked for.</summary>
internal sealed class BatchTensors : IDisposable
{
    private readonly IReadOnlyList<TensorDescription> _descriptions;
    private readonly RowSizes _sizes;
    private readonly GpuTensors _device;
    private readonly AlignedMemory[] _host;
    private readonly bool[] _isFetched;

    public BatchTensors(GpuAccelerator accelerator, IReadOnlyList<TensorDescription> descriptions, RowSizes sizes, string what)
    {
        (_descriptions, _sizes) = (descriptions, sizes);
        _device = new(accelerator, sizes, what);
        _host = [.. descriptions.Select(static _ => AlignedMemory.Empty)];
        _isFetched = new bool[descriptions.Count];
    }

    /// <summary>Where each begins on the device.</summary>
    public GpuTensorRef[] Places => _device.Places;

    /// <summary>Makes room on both sides.</summary>
    public void Reserve(int rows, int length)
    {
        _device.Reserve(rows, length);
        for (var i = 0; i < _host.Length; i++)
            _host[i] = _host[i].AtLeast((nint)_device.FloatsOf(i, rows, length));
    }

    /// <summary>The host's elements of tensor <paramref name="index"/>, of its own type.</summary>
    public HostTensor Host(int index, int rows, int length) => _host[index].Elements(rows * _sizes.Of(index, length), _descriptions[index].DType);

    /// <summary>The host's values of tensor <paramref name="index"/>, which is of float32.</summary>
    public Span<float> Floats(int index, int rows, int length) => _host[index].Span(0, rows * _sizes.Of(index, length));

    /// <summary>Takes everything from the host.</summary>
    public void Upload(int rows, int length)
    {
        for (var i = 0; i < _host.Length; i++)
            _device.Write(i, Host(i, rows, length));
    }

    /// <summary>Says that the device has other values now.</summary>
    public void MarkChanged() => _isFetched.AsSpan().Clear();

    /// <summary>The device's values of tensor <paramref name="index"/> on the host, copied once.</summary>
    public ReadOnlySpan<float> Fetch(int index, int rows, int length)
    {
        var values = Floats(index, rows, length);
        if (!_isFetched[index])
        {
            _device.Read(index, values);
            _isFetched[index] = true;
        }
        return values;
    }

    /// <summary>Sets everything on the device to 0.</summary>
    public void Clear(int rows, int length) => _device.Clear(rows, length);

    public void Dispose()
    {
        _device.Dispose();
        _host.AsSpan().Fill(AlignedMemory.Empty);
    }
}
