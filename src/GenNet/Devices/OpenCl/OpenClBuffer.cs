using static GenNet.Devices.OpenCl.OpenClNative;

namespace GenNet.Devices.OpenCl;

/// <summary>float32 memory of a device.</summary>
internal sealed unsafe class OpenClBuffer(OpenClDevice device) : IDisposable
{
    private const ulong ReadWrite = 1;

    /// <summary>The <c>cl_mem</c>; 0 while nothing is allocated.</summary>
    public nint Handle { get; private set; }

    private nint Count { get; set; }

    /// <summary>Makes room for <paramref name="count"/> values; what was there is lost if there wasn't.</summary>
    public void Reserve(nint count)
    {
        if (count <= Count)
            return;
        Dispose();
        var status = 0;
        Handle = clCreateBuffer(device.Context, ReadWrite, (nuint)count * sizeof(float), null, &status);
        OpenClException.Check(nameof(clCreateBuffer), status);
        Count = count;
    }

    public void Write(ReadOnlySpan<float> values)
    {
        Reserve(values.Length);
        fixed (float* first = values)
        {
            if (values.Length > 0)
                OpenClException.Check(nameof(clEnqueueWriteBuffer), clEnqueueWriteBuffer(device.Queue, Handle, 1, 0, (nuint)values.Length * sizeof(float), first, 0, null, null));
        }
    }

    public void Read(Span<float> values)
    {
        fixed (float* first = values)
        {
            if (values.Length > 0)
                OpenClException.Check(nameof(clEnqueueReadBuffer), clEnqueueReadBuffer(device.Queue, Handle, 1, 0, (nuint)values.Length * sizeof(float), first, 0, null, null));
        }
    }

    public void Dispose()
    {
        if (Handle != 0)
            OpenClException.Check(nameof(clReleaseMemObject), clReleaseMemObject(Handle));
        Handle = 0;
        Count = 0;
    }
}
