using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace GenNet.Weights.Zip;

/// <summary>
/// The files in a ZIP archive. What the directory says of one is compared with the file's own header, its length with what is there, and its CRC-32 with its
/// bytes, before anybody sees them.
/// </summary>
internal static class ZipContent
{
    private const int HeaderSize = 30;
    private const int BlockSize = 256 << 10;

    /// <summary>A file of the archive as a source of its own: in place if it is stored, unpacked in memory if it is deflated.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="entry">The file.</param>
    /// <param name="limit">The most bytes that it may unpack to.</param>
    /// <exception cref="WeightFileException">It is damaged, encrypted, packed in another way, or larger than <paramref name="limit"/>.</exception>
    public static ByteSource Open(ZipDirectory archive, ZipEntry entry, long limit)
    {
        RequireReadable(archive, entry);
        var packed = Locate(archive, entry);
        if (entry.Method == ZipEntry.Deflated && entry.Size > limit)
            throw Refused(archive, entry, $"it claims to unpack to {entry.Size} bytes, and {limit} are the most that are read of a packed file of this size");
        var content = entry.Method == ZipEntry.Stored ? packed : Unpack(archive, entry, packed);
        return CrcOf(content) == entry.Crc ? content : throw Damaged(archive, entry, "it is damaged: its CRC-32 is another");
    }

    /// <summary>The first bytes of a file of the archive, which nothing vouches for until all of it is opened.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="entry">The file.</param>
    /// <param name="count">How many; fewer if the file is shorter.</param>
    /// <exception cref="WeightFileException">It is damaged, encrypted, or packed in another way.</exception>
    public static byte[] Peek(ZipDirectory archive, ZipEntry entry, int count)
    {
        RequireReadable(archive, entry);
        var packed = Locate(archive, entry);
        var bytes = new byte[(int)Math.Min(count, entry.Size)];
        if (entry.Method == ZipEntry.Stored)
        {
            packed.Read(0, bytes);
            return bytes;
        }
        try
        {
            using var content = new DeflateStream(new ByteSourceStream(packed), CompressionMode.Decompress);
            content.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw WeightFileException.Damaged(archive.File.File, entry.Name, "its packed bytes are damaged", e);
        }
    }

    private static void RequireReadable(ZipDirectory archive, ZipEntry entry)
    {
        if (entry.IsEncrypted)
            throw Refused(archive, entry, "it is encrypted");
        if (entry.Method == ZipEntry.Stored && entry.Size != entry.CompressedSize)
            throw Damaged(archive, entry, $"it claims {entry.Size} bytes and is stored as {entry.CompressedSize}");
        if (entry.Method is not (ZipEntry.Stored or ZipEntry.Deflated))
            throw Refused(archive, entry, $"it is packed with method {entry.Method}, and GenNet reads stored and deflated files");
    }

    private static WeightFileException Refused(ZipDirectory archive, ZipEntry entry, string problem) => new(
        archive.File.File, entry.Name, problem, entry.Name.EndsWith(".npy", StringComparison.Ordinal)
            ? "Save the arrays again with numpy.savez, which stores them as they are, or numpy.savez_compressed."
            : "Save the model again in Keras, whose archives are stored as they are: model.save(\"name.keras\").");

    private static ByteSource Locate(ZipDirectory archive, ZipEntry entry)
    {
        var file = archive.File;
        if (!Lies(entry.Header, HeaderSize))
            throw Damaged(archive, entry, $"its header at {entry.Header} does not lie in the archive");
        var header = file.ReadArray(entry.Header, HeaderSize);
        if (!header.AsSpan().StartsWith("PK\x03\x04"u8))
            throw Damaged(archive, entry, $"there is no header of it at {entry.Header}");
        var (name, extra) = (Short(header, 26), Short(header, 28));
        var start = entry.Header + HeaderSize + name + extra;
        if (!Lies(entry.Header, HeaderSize + name + extra) || !Lies(start, entry.CompressedSize))
            throw Damaged(archive, entry, $"its {entry.CompressedSize} bytes at {start} do not lie in the archive");
        var own = file.ReadArray(entry.Header + HeaderSize, name + extra).AsSpan();
        if (!own[..name].SequenceEqual(entry.NameBytes.Span) || Short(header, 8) != entry.Method || ((Short(header, 6) ^ entry.Flags) & 1) != 0)
            throw Damaged(archive, entry, "its header says otherwise than the directory");
        if (!entry.HasDescriptor)
        {
            var (size, compressed, _) = archive.Sizes(own[name..], Int(header, 22), Int(header, 18), 0);
            if (size != entry.Size || compressed != entry.CompressedSize || (uint)Int(header, 14) != entry.Crc)
                throw Damaged(archive, entry, "its header has another size or CRC-32 than the directory");
        }
        return file.Part(start, entry.CompressedSize);

        bool Lies(long offset, long length) => offset <= archive.Start && length <= archive.Start - offset;
    }

    private static InflatedBytes Unpack(ZipDirectory archive, ZipEntry entry, ByteSource packed)
    {
        try
        {
            using var content = new DeflateStream(new ByteSourceStream(packed), CompressionMode.Decompress);
            var bytes = InflatedBytes.Read(packed.File, content, entry.Size);
            return content.ReadByte() < 0 ? bytes : throw Damaged(archive, entry, $"it unpacks to more than the {entry.Size} bytes that it claims");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw WeightFileException.Damaged(archive.File.File, entry.Name, "its packed bytes are damaged", e);
        }
    }

    private static uint CrcOf(ByteSource content)
    {
        var block = new byte[Math.Min(BlockSize, content.Length)];
        var crc = new Crc32();
        for (var offset = 0L; offset < content.Length; offset += block.Length)
        {
            var bytes = block.AsSpan(0, (int)Math.Min(block.Length, content.Length - offset));
            content.Read(offset, bytes);
            crc.Append(bytes);
        }
        return crc.GetCurrentHashAsUInt32();
    }

    private static WeightFileException Damaged(ZipDirectory archive, ZipEntry entry, string problem) => WeightFileException.Damaged(archive.File.File, entry.Name, problem);

    private static int Short(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    private static long Int(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
}
