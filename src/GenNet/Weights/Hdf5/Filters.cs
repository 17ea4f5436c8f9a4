using System.Buffers.Binary;
using System.IO.Compression;

namespace GenNet.Weights.Hdf5;

/// <summary>What chunks went through before they were written: deflate, shuffle, Fletcher-32.</summary>
internal sealed class Filters
{
    private const int Deflate = 1;
    private const int Shuffle = 2;
    private const int Fletcher32 = 3;
    private const int FirstNamedFilter = 256;

    private readonly List<(int Id, uint FirstValue)> _filters = [];

    public static Filters None { get; } = new();

    /// <summary>What can't be undone here; null if all can.</summary>
    public string? Refusal { get; private set; }

    public static Filters Read(Hdf5Image image, ByteCursor cursor)
    {
        var version = cursor.U8();
        var count = cursor.U8();
        if (version is not (1 or 2))
            throw image.Damaged($"there is no filter pipeline version {version}");
        if (version == 1)
            cursor.Skip(6);
        var filters = new Filters();
        for (var i = 0; i < count; i++)
        {
            int id = cursor.U16();
            int nameLength = version == 1 || id >= FirstNamedFilter ? cursor.U16() : 0;
            cursor.Skip(2);
            var values = cursor.U16();
            cursor.Skip(nameLength);
            if (version == 1)
                cursor.SkipPadding(nameLength);
            var first = values > 0 ? cursor.U32() : 0;
            cursor.Skip(4 * Math.Max(values - 1, 0));
            if (version == 1 && values % 2 != 0)
                cursor.Skip(4);
            filters._filters.Add((id, first));
            if (id is not (Deflate or Shuffle or Fletcher32))
                filters.Refusal = $"the values went through filter {id}{NameOf(id)}";
        }
        return filters;
    }

    /// <summary>Undoes the filters of a chunk, last first.</summary>
    /// <param name="image">The file.</param>
    /// <param name="stored">The chunk's bytes in the file.</param>
    /// <param name="skipped">Bit i: filter i was left out for this chunk.</param>
    /// <param name="size">Bytes of the chunk without filters.</param>
    public byte[] Undo(Hdf5Image image, byte[] stored, uint skipped, int size)
    {
        var chunk = stored;
        for (var i = _filters.Count - 1; i >= 0; i--)
        {
            if (i < 32 && (skipped >> i & 1) != 0)
                continue;
            chunk = _filters[i].Id switch
            {
                Deflate => Inflate(image, chunk, size + (HasChecksumBefore(i) ? 4 : 0)),
                Shuffle => Unshuffle(image, chunk, _filters[i].FirstValue),
                _ => WithoutChecksum(image, chunk),
            };
        }
        return chunk.Length == size ? chunk : throw image.Damaged($"a chunk has {chunk.Length} bytes, not {size}");
    }

    private bool HasChecksumBefore(int filter) => _filters.FindIndex(static f => f.Id == Fletcher32) is >= 0 and var at && at < filter;

    private static string NameOf(int id) => id switch
    {
        4 => " (szip)",
        5 => " (nbit)",
        6 => " (scale-offset)",
        32000 => " (LZF)",
        32001 => " (Blosc)",
        32004 => " (LZ4)",
        32015 => " (Zstandard)",
        _ => "",
    };

    private static byte[] Inflate(Hdf5Image image, byte[] stored, int size)
    {
        var inflated = new byte[size];
        try
        {
            using var stream = new ZLibStream(new MemoryStream(stored, writable: false), CompressionMode.Decompress);
            var count = stream.ReadAtLeast(inflated, size, throwOnEndOfStream: false);
            // One byte more than there should be: it is missing only after the stream's own checksum was compared.
            if (count != size || stream.ReadByte() >= 0)
                throw image.Damaged($"a compressed chunk does not have {size} bytes");
        }
        catch (InvalidDataException e)
        {
            throw image.Damaged("a compressed chunk is damaged", e);
        }
        return inflated;
    }

    private static byte[] Unshuffle(Hdf5Image image, byte[] shuffled, uint elementSize)
    {
        if (elementSize is 0 or > 1024)
            throw image.Damaged($"elements of {elementSize} bytes were not shuffled");
        var size = (int)elementSize;
        var count = shuffled.Length / size;
        var bytes = new byte[shuffled.Length];
        for (var j = 0; j < size; j++)
        {
            for (var i = 0; i < count; i++)
                bytes[(i * size) + j] = shuffled[(j * count) + i];
        }
        shuffled.AsSpan(count * size).CopyTo(bytes.AsSpan(count * size));
        return bytes;
    }

    private static byte[] WithoutChecksum(Hdf5Image image, byte[] chunk)
    {
        if (chunk.Length < 4)
            throw image.Damaged("a chunk is too short for its checksum");
        var data = chunk.AsSpan(0, chunk.Length - 4);
        if (BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(data.Length)) != FletcherOf(data))
            throw image.Damaged("the Fletcher-32 checksum of a chunk does not fit its bytes");
        return data.ToArray();
    }

    // HDF5's variant: words are big-endian, and an odd last byte is the upper half of one.
    private static uint FletcherOf(ReadOnlySpan<byte> data)
    {
        uint sum1 = 0;
        uint sum2 = 0;
        for (var i = 0; i < data.Length; i += 2)
        {
            sum1 += (uint)(data[i] << 8) | (i + 1 < data.Length ? data[i + 1] : 0u);
            sum1 = (sum1 & 0xFFFF) + (sum1 >> 16);
            sum2 += sum1;
            sum2 = (sum2 & 0xFFFF) + (sum2 >> 16);
        }
        return (sum2 << 16) | sum1;
    }
}
