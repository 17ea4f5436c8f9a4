using GenNet.Accelerators;
using GenNet.Devices;
using GenNet.Specs;

namespace GenNet;

/// <summary>The inputs or outputs of a model's batch in a GPU's memory, each a piece of its own.</summary>
internal sealed class GpuTensors : IDisposable
{
    private readonly GpuMemory[] _tensors;
    private readonly RowSizes _sizes;

    public GpuTensors(GpuAccelerator accelerator, RowSizes sizes, string what)
    {
        _sizes = sizes;
        _tensors = [.. Enumerable.Range(0, sizes.Count).Select(_ => new GpuMemory(accelerator, what))];
        Places = new GpuTensorRef[sizes.Count];
    }

    /// <summary>Where each begins.</summary>
    public GpuTensorRef[] Places { get; }

    /// <summary>Makes room for a batch.</summary>
    public void Reserve(int rows, int length)
    {
        for (var i = 0; i < _tensors.Length; i++)
        {
            _tensors[i].Reserve(FloatsOf(i, rows, length));
            Places[i] = _tensors[i].Start;
        }
    }

    /// <summary>Takes tensor <paramref name="index"/> from the host.</summary>
    public void Write(int index, HostTensor values)
    {
        switch (values.DType)
        {
            case DType.Int32: _tensors[index].Write(values.Read<int>()); break;
            case DType.Int64: _tensors[index].Write(values.Read<long>()); break;
            case DType.Bool: _tensors[index].Write(values.Read<bool>()); break;
            default: _tensors[index].Write(values.Read<float>()); break;
        }
    }

    /// <summary>Gives tensor <paramref name="index"/> to the host.</summary>
    public void Read(int index, HostTensor values)
    {
        switch (values.DType)
        {
            case DType.Int32: _tensors[index].Read(values.Write<int>()); break;
            case DType.Int64: _tensors[index].Read(values.Write<long>()); break;
            case DType.Bool: _tensors[index].Read(values.Write<bool>()); break;
            default: _tensors[index].Read(values.Write<float>()); break;
        }
    }

    /// <summary>The same for float32 values in the host's memory.</summary>
    public void Read(int index, Span<float> values) => _tensors[index].Read(values);

    /// <summary>Takes float32 values from the host.</summary>
    public void Write(int index, ReadOnlySpan<float> values) => _tensors[index].Write(values);

    /// <summary>Sets everything of a batch to 0.</summary>
    public void Clear(int rows, int length)
    {
        for (var i = 0; i < _tensors.Length; i++)
            _tensors[i].Clear(0, FloatsOf(i, rows, length));
    }

    /// <summary>Memory of tensor <paramref name="index"/> in float32 values: a whole one for each element, since gradients are float32 whatever the values are, and more where elements are larger.</summary>
    public long FloatsOf(int index, int rows, int length) => rows * Math.Max(_sizes.Of(index, length), (long)_sizes.BytesOf(index, length) / sizeof(float));

    public void Dispose()
    {
        foreach (var tensor in _tensors)
            tensor.Dispose();
    }
}
