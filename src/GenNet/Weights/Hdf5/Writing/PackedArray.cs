using System.IO.Compression;
using GenNet.Weights.Writing;

namespace GenNet.Weights.Hdf5.Writing;

/// <summary>
/// An array as one chunk that is packed by deflate. It is packed twice: once to know its size, which the file's structure holds before all data, and once to write it. So a save takes no more memory than
/// without packing.
/// </summary>
internal static class PackedArray
{
    // Below it the index of the chunk takes more than packing saves; above it a chunk has no room for its size.
    private const long Smallest = 4 << 10;
    private const long Largest = uint.MaxValue;

    // What readers take for the width of such a tree where a file doesn't say another (HDF5 File Format Specification, III.A.1).
    private const int Entries = 64;
    private const int NodePrefix = 24;

    /// <summary>Bytes of a packed array; null where it isn't worth it.</summary>
    public static long? SizeOf(ArrayToWrite array)
    {
        if (array.Shape.Rank == 0 || array.Size is < Smallest or > Largest)
            return null;
        using var counted = new CountedBytes();
        Write(array, counted);
        return counted.Position < array.Size ? counted.Position : null;
    }

    /// <summary>Writes the packed bytes.</summary>
    public static void Write(ArrayToWrite array, Stream stream)
    {
        using var packed = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        array.Write(packed);
    }

    /// <summary>Bytes of the index of an array's only chunk.</summary>
    public static int IndexLength(ArrayToWrite array) => NodePrefix + ((Entries + 1) * KeyLength(array)) + (Entries * sizeof(long));

    /// <summary>Writes the index: a B-tree of one node with one entry.</summary>
    /// <param name="array">The array.</param>
    /// <param name="address">Where the chunk lies.</param>
    /// <param name="size">Its bytes there.</param>
    /// <param name="target">Takes it.</param>
    public static void WriteIndex(ArrayToWrite array, long address, long size, Span<byte> target)
    {
        var writer = new ByteWriter(target);
        writer.Bytes("TREE"u8);
        writer.U8(1);
        writer.U8(0);
        writer.U16(1);
        writer.NoAddress();
        writer.NoAddress();
        writer.U32(size);
        writer.Skip(KeyLength(array) - sizeof(int));
        writer.U64(address);
        // Where the next chunk would begin.
        writer.Skip(2 * sizeof(int));
        foreach (var dimension in array.Shape.Dimensions)
            writer.U64(dimension);
        writer.U64(array.Type.Size());
    }

    private static int KeyLength(ArrayToWrite array) => (2 * sizeof(int)) + ((array.Shape.Rank + 1) * sizeof(long));

    private sealed class CountedBytes : WriteOnlyStream
    {
        private long _count;

        public override long Length => _count;

        public override long Position
        {
            get => _count;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer) => _count += buffer.Length;
    }
}
