using System.Globalization;
using System.Runtime.InteropServices;

namespace GenNet.Weights.Writing;

/// <summary>Takes the little-endian bytes of real numbers of one type and hands them on as another one, a block at a time.</summary>
/// <param name="target">Takes the bytes.</param>
/// <param name="from">The type that they come in.</param>
/// <param name="to">The type that they go in.</param>
internal sealed class ConvertedElements(Stream target, StoredType from, StoredType to) : WriteOnlyStream
{
    private const int Block = 16 << 10;

    private readonly byte[] _taken = new byte[Block * from.Size()];
    private readonly byte[] _given = new byte[Block * to.Size()];
    private int _count;

    /// <summary>How many finite numbers were too large, and became infinite.</summary>
    public long TooLarge { get; private set; }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var part = buffer[..Math.Min(buffer.Length, _taken.Length - _count)];
            part.CopyTo(_taken.AsSpan(_count));
            _count += part.Length;
            buffer = buffer[part.Length..];
            if (_count == _taken.Length)
                Flush();
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        var given = _given.AsSpan(0, _count / from.Size() * to.Size());
        TooLarge += to == StoredType.Float32
            ? FloatConversion.ToSingle(_taken.AsSpan(0, _count), from, bigEndian: false, MemoryMarshal.Cast<byte, float>(given))
            : FloatConversion.Convert(_taken.AsSpan(0, _count), from, bigEndian: false, given, to);
        if (!BitConverter.IsLittleEndian)
            FloatConversion.ReverseEach(given, to.Size());
        target.Write(given);
        _count = 0;
    }

    /// <summary>Hands on what is left.</summary>
    /// <param name="name">What messages call the numbers.</param>
    /// <exception cref="ArgumentException">Some became infinite.</exception>
    public void Finish(string name)
    {
        Flush();
        if (TooLarge > 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{TooLarge} values of {name} do not fit {to.Name()} and would become infinite: take a larger {nameof(SaveOptions)}.{nameof(SaveOptions.DType)}; BFloat16 has the range of Float32. Nothing was saved."),
                "options");
        }
    }
}
