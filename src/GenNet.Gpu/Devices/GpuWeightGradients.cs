using GenNet.Accelerators;
using GenNet.Kernels;

namespace GenNet;

/// <summary>The gradients of a model's weights on a GPU, and on the host once that has asked for them.</summary>
internal sealed class GpuWeightGradients(GpuAccelerator accelerator, ModelDescription model) : IDisposable
{
    private readonly GpuMemory _device = new(accelerator, $"the gradients of the weights of {model.FullName}");
    private AlignedMemory _host = AlignedMemory.Empty;
    private bool _isFetched;

    /// <summary>Where they begin on the device.</summary>
    public GpuTensorRef Start => _device.Start;

    /// <summary>All of them in the host's memory, fetched where the device has newer ones.</summary>
    public Span<float> OnHost
    {
        get
        {
            _host = _host.AtLeast(model.Memory.Weights);
            var values = _host.Span(0, model.Memory.Weights);
            if (!_isFetched)
            {
                _device.Read(values);
                _isFetched = true;
            }
            return values;
        }
    }

    /// <summary>Makes room for them.</summary>
    public void Reserve() => _device.Reserve(model.Memory.Weights);

    /// <summary>Sets all to 0, before others are added up.</summary>
    public void Clear()
    {
        _device.Clear(0, model.Memory.Weights);
        _isFetched = false;
    }

    /// <summary>Says that the device has other values now.</summary>
    public void MarkChanged() => _isFetched = false;

    public void Dispose()
    {
        _device.Dispose();
        _host = AlignedMemory.Empty;
    }
}
