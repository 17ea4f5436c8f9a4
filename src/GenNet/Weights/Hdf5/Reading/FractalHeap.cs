using System.Numerics;

namespace GenNet.Weights.Hdf5;

/// <summary>
/// The heap of a group with many or oddly named links, or of an object with many attributes: blocks in a table whose rows double in
/// size, addressed as one linear space.
/// </summary>
internal sealed class FractalHeap
{
    private const int ChecksumLength = 4;
    private const byte Huge = 0x10;
    private const byte Tiny = 0x20;

    private readonly Hdf5Image _image;
    private readonly ulong _address;
    private readonly int _offsetSize;
    private readonly int _lengthSize;
    private readonly bool _blocksHaveChecksums;
    private readonly int _width;
    private readonly ulong _startingSize;
    private readonly ulong _maxDirectSize;
    private readonly int _maxSizeBits;
    private readonly ulong _root;
    private readonly int _rootRows;
    private readonly HashSet<ulong> _verified = [];

    public FractalHeap(Hdf5Image image, ulong address)
    {
        _image = image;
        _address = address;
        var cursor = image.Read(address, 146, "fractal heap");
        cursor.Signature("FRHP"u8);
        cursor.Version(0);
        cursor.Skip(2);
        if (cursor.U16() != 0)
            throw image.Unsupported("a group's names are compressed");
        _blocksHaveChecksums = (cursor.U8() & 2) != 0;
        var maxObject = cursor.U32();
        cursor.Skip(96);
        _width = cursor.U16();
        _startingSize = cursor.U64();
        _maxDirectSize = cursor.U64();
        _maxSizeBits = cursor.U16();
        cursor.Skip(2);
        _root = cursor.U64();
        _rootRows = cursor.U16();
        cursor.Checksum();
        if (!BitOperations.IsPow2(_width) || !BitOperations.IsPow2(_startingSize) || !BitOperations.IsPow2(_maxDirectSize)
            || _maxDirectSize < _startingSize || _maxDirectSize > int.MaxValue || _maxSizeBits is 0 or > 64 || _rootRows > 64)
        {
            throw image.Damaged("a fractal heap has impossible block sizes");
        }
        _offsetSize = (_maxSizeBits + 7) / 8;
        _lengthSize = Math.Min(EncodedSize(_maxDirectSize), EncodedSize(Math.Max(maxObject, 1)));
    }

    /// <summary>Bytes that a number up to <paramref name="limit"/> takes.</summary>
    public static int EncodedSize(ulong limit) => (BitOperations.Log2(limit) / 8) + 1;

    /// <summary>Whether a heap id stands for an object in the heap's blocks, which <see cref="Read"/> reads.</summary>
    public static bool IsManaged(ReadOnlySpan<byte> id) => id[0] is not (Huge or Tiny);

    /// <summary>The object that a heap id stands for.</summary>
    public ByteCursor Read(ReadOnlySpan<byte> id, string what)
    {
        var cursor = new ByteCursor(_image, id, "heap id");
        switch (cursor.U8())
        {
            case 0x00:
                var (offset, length) = (cursor.UInt(_offsetSize), cursor.UInt(_lengthSize));
                return _rootRows == 0
                    ? ReadDirect(_root, 0, _startingSize, offset, length, what)
                    : ReadIndirect(_root, 0, _rootRows, offset, length, what);
            case Huge:
                throw _image.Unsupported($"an object of its heap (the {what}) is a huge one");
            case Tiny:
                throw _image.Unsupported($"an object of its heap (the {what}) is a tiny one");
            default:
                throw _image.Damaged($"the heap id of one {what} is not possible");
        }
    }

    private ByteCursor ReadDirect(ulong address, ulong blockOffset, ulong size, ulong offset, ulong length, string what)
    {
        var within = offset - blockOffset;
        if (within > size || length > size - within)
            throw _image.Damaged($"one {what} lies outside of its heap block");
        if (_verified.Add(address))
        {
            var block = _image.Read(address, size, "heap block");
            ReadBlockPrefix(ref block, "FHDB"u8, blockOffset);
            if (_blocksHaveChecksums)
                Verify(block.All, block.Position);
        }
        return _image.Read(address + within, length, what);
    }

    private ByteCursor ReadIndirect(ulong address, ulong blockOffset, int rows, ulong offset, ulong length, string what)
    {
        var row = RowOf(offset - blockOffset);
        if (row >= rows)
            throw _image.Damaged($"one {what} lies outside of its heap");
        var prefix = 4 + 1 + 8 + _offsetSize;
        if (_verified.Add(address))
        {
            var block = _image.Read(address, (ulong)(prefix + (rows * _width * 8) + ChecksumLength), "indirect heap block");
            ReadBlockPrefix(ref block, "FHIB"u8, blockOffset);
            block.Skip(rows * _width * 8);
            block.Checksum();
        }
        var (rowOffset, size) = (RowOffset(row), RowSize(row));
        var column = (offset - blockOffset - rowOffset) / size;
        var child = _image.Read(address + (ulong)prefix + ((((ulong)(row * _width)) + column) * 8), 8, "heap block's address").U64();
        var childOffset = blockOffset + rowOffset + (column * size);
        if (row < DirectRows)
            return ReadDirect(child, childOffset, size, offset, length, what);
        // A block of a later row is a table of its own, always of fewer rows than this one.
        var childRows = BitOperations.Log2(size) - BitOperations.Log2(_startingSize * (ulong)_width) + 1;
        if (childRows < 1)
            throw _image.Damaged("a fractal heap has impossible rows");
        return ReadIndirect(child, childOffset, childRows, offset, length, what);
    }

    private int DirectRows => BitOperations.Log2(_maxDirectSize) - BitOperations.Log2(_startingSize) + 2;

    private ulong RowSize(int row) => row == 0 ? _startingSize : _startingSize << (row - 1);

    private ulong RowOffset(int row) => row == 0 ? 0 : (ulong)_width * RowSize(row);

    private int RowOf(ulong offset)
    {
        var first = (ulong)_width * _startingSize;
        return offset < first ? 0 : BitOperations.Log2(offset / first) + 1;
    }

    private void ReadBlockPrefix(ref ByteCursor block, ReadOnlySpan<byte> signature, ulong blockOffset)
    {
        block.Signature(signature);
        block.Version(0);
        if (block.U64() != _address || block.UInt(_offsetSize) != blockOffset)
            throw _image.Damaged("a heap block belongs to another heap or place");
    }

    // The checksum covers the block with its own bytes as zeros.
    private void Verify(ReadOnlySpan<byte> block, int at)
    {
        var copy = block.ToArray();
        copy.AsSpan(at, ChecksumLength).Clear();
        if (Lookup3.Hash(copy) != System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(block[at..]))
            throw _image.Damaged("the checksum of a heap block does not fit its bytes");
    }
}
