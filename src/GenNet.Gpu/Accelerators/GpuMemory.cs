using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace GenNet.Accelerators;

/// <summary>Memory of a GPU that grows when more is asked for; what was in it is lost then. New memory is zeroed, since drivers don't.</summary>
/// <param name="accelerator">Where; its holder holds the gate.</param>
/// <param name="what">Whose memory it is, for messages: <c>the activations of Samples.DigitNet</c>.</param>
internal sealed class GpuMemory(GpuAccelerator accelerator, string what) : IDisposable
{
    private MemoryBuffer1D<float, Stride1D.Dense>? _buffer;

    /// <summary>Where it begins; none before the first <see cref="Reserve"/>.</summary>
    public GpuTensorRef Start => _buffer is null ? default : new(_buffer.View);

    private AcceleratorStream Stream => accelerator.Accelerator.DefaultStream;

    /// <summary>Makes room for <paramref name="floats"/> float32 values, and one at least.</summary>
    /// <exception cref="InsufficientMemoryException">The device has no memory for so many; the message says how much was wanted and how much it has. What there was before is gone.</exception>
    public void Reserve(long floats)
    {
        floats = Math.Max(1, floats);
        if (_buffer is not null && _buffer.Length >= floats)
            return;
        Dispose();
        _buffer = accelerator.Allocate<float>(floats, what);
        Clear(0, floats);
    }

    /// <summary>Takes <paramref name="values"/> from the host.</summary>
    public void Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (values.IsEmpty)
            return;
        var place = Start.Elements<T>(values.Length);
        try
        {
            accelerator.Ask(GpuAction.Copy);
            place.CopyFromCPUUnsafeAsync(Stream, ref MemoryMarshal.GetReference(values), values.Length);
            // CUDA has read memory that isn't page-locked when it returns, and waits for no kernel; others read it later.
            if (accelerator.Accelerator.AcceleratorType != AcceleratorType.Cuda)
                Stream.Synchronize();
        }
        catch (AcceleratorException error)
        {
            throw accelerator.Failed(error);
        }
    }

    /// <summary>Gives values from number <paramref name="start"/> on to the host, after what the device is doing to them.</summary>
    public void Read(Span<float> values, long start)
    {
        if (!values.IsEmpty)
            Read(Start.Skip(start).Floats(values.Length), values);
    }

    /// <summary>Gives values to the host, after what the device is doing to them.</summary>
    public void Read<T>(Span<T> values)
        where T : unmanaged
    {
        if (!values.IsEmpty)
            Read(Start.Elements<T>(values.Length), values);
    }

    /// <summary>Sets a part to 0.</summary>
    public void Clear(long start, long count)
    {
        if (count == 0)
            return;
        try
        {
            accelerator.Ask(GpuAction.Launch);
            Start.Skip(start).Floats(count).MemSetToZero(Stream);
        }
        catch (AcceleratorException error)
        {
            throw accelerator.Failed(error);
        }
    }

    /// <summary>Lets go of the memory, after what the device is doing with it.</summary>
    public void Dispose()
    {
        if (_buffer is null)
            return;
        accelerator.Release(_buffer);
        _buffer = null;
    }

    private void Read<T>(ArrayView<T> from, Span<T> values)
        where T : unmanaged
    {
        try
        {
            accelerator.Ask(GpuAction.Copy);
            from.CopyToCPU(Stream, ref MemoryMarshal.GetReference(values), values.Length);
        }
        catch (AcceleratorException error)
        {
            throw accelerator.Failed(error);
        }
    }
}
