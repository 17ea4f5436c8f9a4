namespace GenNet;

/// <summary>
/// A GPU can't be worked with any more: its driver has reported an error after which it answers nothing, or the device is gone. Models on other devices go on. A model that was there has in the host's
/// memory the weights that were last read from it: <see cref="Model.LoadWeights(string, LoadOptions)"/> gives it others, and <see cref="ModelDevices.To"/> takes it to <see cref="Device.Gpu(int)"/>,
/// which is opened anew, or to the CPU.
/// </summary>
public sealed class GpuLostException : InvalidOperationException
{
    /// <summary>An exception that says nothing more.</summary>
    public GpuLostException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public GpuLostException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and the driver's error.</summary>
    public GpuLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
