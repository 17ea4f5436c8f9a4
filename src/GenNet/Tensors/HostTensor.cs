using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenNet.Specs;

namespace GenNet;

/// <summary>The elements of one input or output of a batch in the host's memory, of any type: a span that knows its type at run time.</summary>
public readonly ref struct HostTensor
{
    private readonly ref byte _start;
    private readonly bool _isReadOnly;

    private HostTensor(ref byte start, int length, DType type, bool isReadOnly)
    {
        _start = ref start;
        _isReadOnly = isReadOnly;
        Length = length;
        DType = type;
    }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>What they are: of bfloat16, which .NET has no type for, float32.</summary>
    public DType DType { get; }

    /// <summary>The first element, to be pinned.</summary>
    internal ref byte Start => ref _start;

    /// <summary>Over <paramref name="values"/>, which stay as they are.</summary>
    /// <typeparam name="T">float, int, long, bool, Half or double.</typeparam>
    public static HostTensor Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged => new(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values)), values.Length, ElementType.Of<T>(), isReadOnly: true);

    /// <summary>Over <paramref name="values"/>, which may be written to.</summary>
    /// <typeparam name="T">float, int, long, bool, Half or double.</typeparam>
    public static HostTensor Of<T>(Span<T> values)
        where T : unmanaged => new(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values)), values.Length, ElementType.Of<T>(), isReadOnly: false);

    /// <summary>The elements, to be read.</summary>
    /// <typeparam name="T">The .NET type of <see cref="DType"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The elements are of another type; the message says which.</exception>
    public ReadOnlySpan<T> Read<T>()
        where T : unmanaged => Span<T>();

    /// <summary>The elements, to be written.</summary>
    /// <typeparam name="T">The .NET type of <see cref="DType"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The elements are of another type, or not to be written to.</exception>
    public Span<T> Write<T>()
        where T : unmanaged => _isReadOnly ? throw new InvalidOperationException("These elements are the caller's, and not to be written to.") : Span<T>();

    /// <summary>Copies the elements to as many of the same type.</summary>
    internal void CopyTo(HostTensor destination)
    {
        switch (DType)
        {
            case DType.Int32: Read<int>().CopyTo(destination.Write<int>()); break;
            case DType.Int64: Read<long>().CopyTo(destination.Write<long>()); break;
            case DType.Bool: Read<bool>().CopyTo(destination.Write<bool>()); break;
            case DType.Float16: Read<Half>().CopyTo(destination.Write<Half>()); break;
            case DType.Float64: Read<double>().CopyTo(destination.Write<double>()); break;
            default: Read<float>().CopyTo(destination.Write<float>()); break;
        }
    }

    /// <summary>Sets all elements to 0.</summary>
    internal void Clear() => MemoryMarshal.CreateSpan(ref _start, checked(Length * DType.Size())).Clear();

    /// <summary>Number and type of the elements.</summary>
    public override string ToString() => $"{Length} values of {KerasEnum.Name(DType)}";

    private Span<T> Span<T>()
        where T : unmanaged => ElementType.Of<T>() == DType
        ? MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref _start), Length)
        : throw new InvalidOperationException($"The elements are {KerasEnum.Name(DType)}: ask for them as {ElementType.NameOf(DType)}, not {typeof(T).Name}.");
}
