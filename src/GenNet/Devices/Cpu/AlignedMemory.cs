using System.Runtime.InteropServices;

namespace GenNet.Devices.Cpu;

/// <summary>Zeroed float32 memory on a boundary of 64 bytes, outside the garbage-collected heap.</summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    private const int Alignment = 64;

    private AlignedMemory(float* pointer, nint count)
    {
        Pointer = pointer;
        Count = count;
        if (count > 0)
            GC.AddMemoryPressure(count * sizeof(float));
    }

    ~AlignedMemory() => Free();

    public float* Pointer { get; private set; }

    /// <summary>Number of float32 values.</summary>
    public nint Count { get; private set; }

    public static AlignedMemory Empty => new(null, 0);

    public static AlignedMemory Allocate(nint count)
    {
        if (count == 0)
            return Empty;
        var bytes = checked((nuint)count * sizeof(float));
        var pointer = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(pointer, bytes);
        return new(pointer, count);
    }

    /// <summary>This memory if it is large enough, else new memory in its place.</summary>
    public AlignedMemory AtLeast(nint count)
    {
        if (count <= Count)
            return this;
        Dispose();
        return Allocate(count);
    }

    public Span<float> Span(nint offset, int count) => new(Pointer + offset, count);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (Pointer == null)
            return;
        NativeMemory.AlignedFree(Pointer);
        GC.RemoveMemoryPressure(Count * sizeof(float));
        Pointer = null;
        Count = 0;
    }
}
