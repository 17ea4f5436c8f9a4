using System.Buffers.Binary;

namespace GenNet.Weights.Hdf5.Writing;

/// <summary>Writes little-endian fields one after another; what isn't written is 0.</summary>
internal ref struct ByteWriter(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;

    public int Position { get; private set; }

    public void U8(int value) => Next(1)[0] = checked((byte)value);

    public void U16(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Next(2), checked((ushort)value));

    public void U32(long value) => BinaryPrimitives.WriteUInt32LittleEndian(Next(4), checked((uint)value));

    public void U64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(8), value);

    /// <summary>The address that stands for none.</summary>
    public void NoAddress() => Next(8).Fill(0xFF);

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

    public void Skip(int count) => Next(count);

    /// <summary>Pads what was written so far to a multiple of 8.</summary>
    public void Align() => Skip(-Position & 7);

    private Span<byte> Next(int count)
    {
        var next = _bytes.Slice(Position, count);
        Position += count;
        return next;
    }
}
