namespace GenNet.Accelerators;

/// <summary>The GPUs that were opened: one accelerator for each, which the devices of all options share. One that is lost stays lost for the models that are there; whoever opens the GPU again gets a new one.</summary>
/// <param name="create">Makes the accelerator of a GPU.</param>
/// <param name="nameOf">What a GPU is called.</param>
internal sealed class OpenedGpus(Func<int, GpuAccelerator> create, Func<int, string> nameOf)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, GpuAccelerator> _accelerators = [];
    private readonly Dictionary<(int Index, GpuOptions Options), GpuDevice> _devices = [];

    /// <summary>GPU <paramref name="index"/> with <paramref name="options"/>.</summary>
    public GpuDevice Open(int index, GpuOptions options)
    {
        lock (_lock)
        {
            if (_devices.TryGetValue((index, options), out var device) && !device.Accelerator.IsLost)
                return device;
            if (!_accelerators.TryGetValue(index, out var accelerator) || accelerator.IsLost)
                _accelerators[index] = accelerator = create(index);
            return _devices[(index, options)] = new(accelerator, nameOf(index), options);
        }
    }
}
