using System.Buffers.Binary;
using System.Text;

namespace GenNet.Weights.Hdf5;

/// <summary>Reads little-endian fields one after another and never past the end.</summary>
internal ref struct ByteCursor(Hdf5Image image, ReadOnlySpan<byte> bytes, string what)
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly int Remaining => _bytes.Length - Position;

    public readonly ReadOnlySpan<byte> All => _bytes;

    public byte U8() => Bytes(1)[0];

    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    /// <summary>An integer of 1 to 8 bytes.</summary>
    public ulong UInt(int size)
    {
        ulong value = 0;
        var bytes = Bytes(size);
        for (var i = size - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > Remaining)
            throw image.Damaged($"the {what} is cut off");
        var bytes = _bytes.Slice(Position, count);
        Position += count;
        return bytes;
    }

    public void Skip(int count) => Bytes(count);

    /// <summary>A part of its own, which must be read from it alone.</summary>
    public ByteCursor Part(int count, string part) => new(image, Bytes(count), part);

    /// <summary>Skips what pads <paramref name="length"/> bytes to a multiple of 8.</summary>
    public void SkipPadding(int length) => Skip(-length & 7);

    public void Signature(ReadOnlySpan<byte> expected)
    {
        if (!Bytes(expected.Length).SequenceEqual(expected))
            throw image.Damaged($"the {what} does not begin with {Encoding.ASCII.GetString(expected)}");
    }

    public void Version(byte expected)
    {
        var version = U8();
        if (version != expected)
            throw image.Damaged($"the {what} has version {version} where only {expected} is defined");
    }

    /// <summary>The checksum of all bytes before it, which must be right.</summary>
    public void Checksum()
    {
        var computed = Lookup3.Hash(_bytes[..Position]);
        if (U32() != computed)
            throw image.Damaged($"the checksum of the {what} does not fit its bytes");
    }

    /// <summary>UTF-8 text up to a NUL or the end.</summary>
    public string Text(int count) => Decode(image, Bytes(count), what);

    /// <summary>UTF-8 text up to a NUL, which must be there.</summary>
    public string TextToNul()
    {
        var length = _bytes[Position..].IndexOf((byte)0);
        if (length < 0)
            throw image.Damaged($"the {what} has no end");
        return Text(length);
    }

    public static string Decode(Hdf5Image image, ReadOnlySpan<byte> bytes, string what)
    {
        var end = bytes.IndexOf((byte)0);
        try
        {
            return s_strictUtf8.GetString(end < 0 ? bytes : bytes[..end]);
        }
        catch (DecoderFallbackException e)
        {
            throw image.Damaged($"the {what} is not UTF-8", e);
        }
    }
}
