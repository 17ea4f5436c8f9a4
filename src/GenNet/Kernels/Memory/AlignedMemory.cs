using System.Globalization;
using System.Runtime.CompilerServices;
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

    /// <summary>The first <paramref name="count"/> elements of type <typeparamref name="T"/>; they keep all of it alive.</summary>
    public Span<T> Elements<T>(int count)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((nint)count * Unsafe.SizeOf<T>(), Count * sizeof(float), nameof(count));
        return count == 0 ? [] : MemoryMarshal.CreateSpan(ref Unsafe.As<float, T>(ref _values[_start]), count);
    }

    /// <summary>The first <paramref name="count"/> elements, of a type that is known at run time.</summary>
    /// <param name="count">How many.</param>
    /// <param name="type">What they are in the caller's memory.</param>
    public HostTensor Elements(int count, DType type) => type switch
    {
        DType.Int32 => HostTensor.Of(Elements<int>(count)),
        DType.Int64 => HostTensor.Of(Elements<long>(count)),
        DType.Bool => HostTensor.Of(Elements<bool>(count)),
        DType.Float16 => HostTensor.Of(Elements<Half>(count)),
        DType.Float64 => HostTensor.Of(Elements<double>(count)),
        _ => HostTensor.Of(Elements<float>(count)),
    };

    /// <summary>How many float32 values take as much memory as <paramref name="bytes"/> bytes.</summary>
    public static nint CountOf(nint bytes) => (bytes + sizeof(float) - 1) / sizeof(float);
}
