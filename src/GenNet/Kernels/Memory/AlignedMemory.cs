using System.Globalization;
using System.Runtime.InteropServices;

namespace GenNet.Kernels;

/// <summary>
/// Zeroed float32 memory on a boundary of 64 bytes, in the garbage collector's pinned heap: it stays where it is, and it stays as long as anything refers to it, be it
/// only a span. Whoever works with <see cref="Pointer"/>, which the collector doesn't see, holds the memory for as long (<see cref="GC.KeepAlive"/>).
/// </summary>
internal sealed unsafe class AlignedMemory
{
    private const int Alignment = 64;
    private const int MostPadding = (Alignment / sizeof(float)) - 1;

    private readonly float[] _values;
    private readonly int _start;

    private AlignedMemory(float[] values, int count)
    {
        _values = values;
        Count = count;
        if (count == 0)
            return;
        var first = (nuint)(nint)Marshal.UnsafeAddrOfPinnedArrayElement(values, 0);
        _start = (int)((0 - first) % Alignment / sizeof(float));
        Pointer = (float*)first + _start;
    }

    /// <summary>No values.</summary>
    public static AlignedMemory Empty { get; } = new([], 0);

    /// <summary>The most values that there can be: what the longest array holds.</summary>
    public static int MostValues => Array.MaxLength - MostPadding;

    public float* Pointer { get; }

    /// <summary>Number of float32 values.</summary>
    public nint Count { get; }

    /// <summary>All of it.</summary>
    public Memory<float> Memory => _values.AsMemory(_start, (int)Count);

    /// <exception cref="NotSupportedException">An array can't hold as many values.</exception>
    public static AlignedMemory Allocate(nint count)
    {
        if (count == 0)
            return Empty;
        if (count > MostValues)
        {
            throw new NotSupportedException(
                string.Create(CultureInfo.InvariantCulture, $"{count} float32 values are too many for one piece of memory: it holds {MostValues} at most."));
        }
        return new(GC.AllocateArray<float>((int)count + MostPadding, pinned: true), (int)count);
    }

    /// <summary>This memory if it is large enough, else new memory in its place.</summary>
    public AlignedMemory AtLeast(nint count) => count <= Count ? this : Allocate(count);

    /// <summary>A part of the memory; it keeps all of it alive.</summary>
    public Span<float> Span(nint offset, int count) => _values.AsSpan(_start + checked((int)offset), count);
}
