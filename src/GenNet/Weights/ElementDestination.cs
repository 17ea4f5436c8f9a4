using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GenNet.Weights;

/// <summary>
/// Takes the elements of an array as its reader has them: read into memory that <see cref="GetSpan"/> lends and handed over by <see cref="Advance"/>, or copied from the reader's own
/// by <see cref="Put"/>. Where elements are taken as they are, the memory lent is the caller's own, and nothing is copied; else it is a block of 256 KiB from a pool, which is
/// converted as it is handed over. Nothing of the array's size is allocated.
/// </summary>
public ref struct ElementDestination
{
    // A span of bytes has at most 2^31 of them.
    private const int SinglesAtATime = 1 << 28;
    private const int BlockSize = 256 << 10;

    private readonly Span<float> _values;
    private readonly Span<byte> _bytes;
    private readonly bool _takesFloats;
    private readonly StoredType _target;
    private byte[]? _block;
    private long _first;
    private int _lent;
    private long _taken;

    private ElementDestination(Span<float> values, Span<byte> bytes, StoredType target, bool takesFloats, StoredType type)
    {
        _values = values;
        _bytes = bytes;
        _target = target;
        _takesFloats = takesFloats;
        Type = type;
        ElementSize = type.Size();
        Count = takesFloats ? values.Length : bytes.Length / target.Size();
    }

    /// <summary>Type of the elements that are handed over: the array's.</summary>
    public StoredType Type { get; }

    /// <summary>Bytes of one element.</summary>
    public int ElementSize { get; }

    /// <summary>Number of elements that are wanted: all of the array's.</summary>
    public long Count { get; }

    /// <summary>How many finite elements were too large for the type that they are taken in, and became infinite.</summary>
    internal long TooLarge { get; private set; }

    /// <summary>How many elements were handed over.</summary>
    internal readonly long Taken => _taken;

    /// <summary>Memory for elements from <paramref name="first"/> on, as many as fit: at least one, all the rest where they are taken as they are.</summary>
    /// <param name="first">Row-major index of the first of them.</param>
    /// <returns>Memory of whole elements, to be filled and then handed over by <see cref="Advance"/>. It is valid until the next call.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The array has no such element.</exception>
    public Span<byte> GetSpan(long first)
    {
        RequireInside(first, 1);
        _first = first;
        var left = (int)(Count - first);
        if (Type == _target && !_takesFloats)
        {
            _lent = left;
            return _bytes.Slice((int)(first * ElementSize), left * ElementSize);
        }
        if (Type == _target)
        {
            _lent = Math.Min(left, SinglesAtATime);
            return MemoryMarshal.AsBytes(_values.Slice((int)first, _lent));
        }
        _block ??= ArrayPool<byte>.Shared.Rent((int)Math.Min(BlockSize, (long)left * ElementSize));
        _lent = Math.Min(left, _block.Length / ElementSize);
        return _block.AsSpan(0, _lent * ElementSize);
    }

    /// <summary>Hands over the elements that were read into the memory of the last <see cref="GetSpan"/>.</summary>
    /// <param name="elements">How many, from its beginning.</param>
    /// <param name="isBigEndian">Whether their most significant byte comes first.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are more than the memory holds.</exception>
    public void Advance(int elements, bool isBigEndian = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elements);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elements, _lent);
        var first = (int)_first;
        if (Type == _target && !_takesFloats)
        {
            if (isBigEndian)
                FloatConversion.ReverseEach(_bytes.Slice(first * ElementSize, elements * ElementSize), ElementSize);
        }
        else if (Type == _target)
        {
            var bits = MemoryMarshal.Cast<float, uint>(_values.Slice(first, elements));
            if (isBigEndian == BitConverter.IsLittleEndian)
                BinaryPrimitives.ReverseEndianness(bits, bits);
        }
        else
        {
            Convert(_block.AsSpan(0, elements * ElementSize), isBigEndian, first, elements);
        }
        _taken += elements;
        _lent = 0;
    }

    /// <summary>Copies elements from memory of the reader's.</summary>
    /// <param name="first">Row-major index of the first of them.</param>
    /// <param name="elements">Whole elements.</param>
    /// <param name="isBigEndian">Whether their most significant byte comes first.</param>
    /// <exception cref="ArgumentException">They are no whole number of elements, or the array doesn't have them.</exception>
    public void Put(long first, scoped ReadOnlySpan<byte> elements, bool isBigEndian = false)
    {
        if (elements.Length % ElementSize != 0)
            throw new ArgumentException($"{elements.Length} bytes are no whole number of elements of {ElementSize}.", nameof(elements));
        var count = elements.Length / ElementSize;
        RequireInside(first, count);
        if (_takesFloats || Type != _target)
            Convert(elements, isBigEndian, (int)first, count);
        else
            FloatConversion.ToLittleEndian(elements, ElementSize, isBigEndian, _bytes.Slice((int)(first * ElementSize), elements.Length));
        _taken += count;
    }

    /// <summary>Gives all elements one value; others may be handed over after it.</summary>
    /// <param name="element">Its bytes; none for zeros.</param>
    /// <param name="isBigEndian">Whether its most significant byte comes first.</param>
    /// <exception cref="ArgumentException">It is no element.</exception>
    public void Fill(scoped ReadOnlySpan<byte> element, bool isBigEndian = false)
    {
        if (!element.IsEmpty && element.Length != ElementSize)
            throw new ArgumentException($"{element.Length} bytes are no element of {ElementSize}.", nameof(element));
        if (element.IsEmpty)
        {
            _values.Clear();
            _bytes.Clear();
        }
        else if (_takesFloats)
        {
            Span<float> value = [0];
            FloatConversion.ToSingle(element, Type, isBigEndian, value);
            _values.Fill(value[0]);
        }
        else if (Type != _target)
        {
            for (var i = 0; i < Count; i++)
                Convert(element, isBigEndian, i, 1);
        }
        else
        {
            for (var at = 0; at < _bytes.Length; at += ElementSize)
                FloatConversion.ToLittleEndian(element, ElementSize, isBigEndian, _bytes.Slice(at, ElementSize));
        }
        _taken = Count;
    }

    /// <summary>Takes elements of a floating-point type in the type that <paramref name="values"/> have.</summary>
    internal static ElementDestination Of(VariableElements values, StoredType type) =>
        new(values.Singles, values.Bytes, StoredTypes.Of(values.Type), takesFloats: values.Type == DType.Float32, type);

    /// <summary>Takes elements as little-endian bytes.</summary>
    internal static ElementDestination Of(Span<byte> bytes, StoredType type) => new(default, bytes, type, takesFloats: false, type);

    /// <summary>Returns what was lent by the pool.</summary>
    internal void Release()
    {
        if (_block is not null)
            ArrayPool<byte>.Shared.Return(_block);
        _block = null;
    }

    private void Convert(scoped ReadOnlySpan<byte> elements, bool isBigEndian, int first, int count)
    {
        var size = _target.Size();
        TooLarge += _takesFloats
            ? FloatConversion.ToSingle(elements, Type, isBigEndian, _values.Slice(first, count))
            : FloatConversion.Convert(elements, Type, isBigEndian, _bytes.Slice(first * size, count * size), _target);
    }

    private readonly void RequireInside(long first, long count)
    {
        if (first < 0 || count > Count || first > Count - count)
            throw new ArgumentOutOfRangeException(nameof(first), $"{count} elements at {first} do not lie in {Count}.");
    }
}
