using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace GenNet.Weights.Zip;

/// <summary>
/// The directory of a ZIP archive, read strictly: every byte of it belongs to an entry, no name stands twice, and nothing that it claims of a file is believed
/// before <see cref="ZipContent"/> has checked it. <see cref="System.IO.Compression.ZipArchive"/> checks neither checksums nor names that stand twice, and has no
/// files to be read at any position.
/// </summary>
internal sealed class ZipDirectory
{
    private const int HeaderSize = 46;
    private const int Zip64Extra = 1;
    private const int Largest = 64 << 20;

    private readonly Dictionary<string, ZipEntry> _entries = new(StringComparer.Ordinal);

    private ZipDirectory(ByteSource file)
    {
        File = file;
        var end = ZipEnd.Read(file);
        Start = end.Directory;
        Comment = end.Comment;
        if (end.Length > Largest || end.Count > end.Length / HeaderSize)
            throw Damaged($"its directory claims {end.Count} entries in {end.Length} bytes");
        ReadOnlyMemory<byte> bytes = file.ReadArray(end.Directory, (int)end.Length);
        for (var i = 0L; i < end.Count; i++)
        {
            var entry = Read(ref bytes);
            if (!_entries.TryAdd(entry.Name, entry))
                throw Damaged($"two of its entries are called {entry.Name}");
        }
        if (!bytes.IsEmpty)
            throw Damaged($"its directory goes on behind its {end.Count} entries");
    }

    /// <summary>The archive.</summary>
    public ByteSource File { get; }

    /// <summary>Where the directory begins: files lie before it.</summary>
    public long Start { get; }

    /// <summary>The archive's comment.</summary>
    public ReadOnlyMemory<byte> Comment { get; }

    /// <summary>The entries.</summary>
    public IReadOnlyCollection<ZipEntry> Entries => _entries.Values;

    /// <summary>Reads the directory of an archive.</summary>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    public static ZipDirectory Read(ByteSource file) => new(file);

    /// <summary>The entry of that name; null if there is none.</summary>
    public ZipEntry? Find(string name) => _entries.GetValueOrDefault(name);

    private ZipEntry Read(ref ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < HeaderSize || !bytes.Span.StartsWith("PK\x01\x02"u8))
            throw Damaged("an entry of its directory is none");
        var header = bytes.Span[..HeaderSize];
        var (name, extra, comment) = (Short(header, 28), Short(header, 30), Short(header, 32));
        if (bytes.Length - HeaderSize < name + extra + comment)
            throw Damaged("its directory ends within an entry");
        if (Short(header, 34) is not (0 or ushort.MaxValue))
            throw Damaged("the archive is one part of several");
        var nameBytes = bytes.Slice(HeaderSize, name);
        var sizes = Sizes(bytes.Span.Slice(HeaderSize + name, extra), Int(header, 24), Int(header, 20), Int(header, 42));
        bytes = bytes[(HeaderSize + name + extra + comment)..];
        return new(
            (Utf8.IsValid(nameBytes.Span) ? Encoding.UTF8 : Encoding.Latin1).GetString(nameBytes.Span), nameBytes,
            Short(header, 8), Short(header, 10), (uint)Int(header, 16), sizes.Compressed, sizes.Size, sizes.Header);
    }

    /// <summary>Sizes and place, those that are all ones from the ZIP64 field among an entry's extra fields.</summary>
    /// <exception cref="WeightFileException">The fields are damaged.</exception>
    public (long Size, long Compressed, long Header) Sizes(ReadOnlySpan<byte> extra, long size, long compressed, long header)
    {
        while (extra.Length >= 4)
        {
            var (id, length) = (Short(extra, 0), Short(extra, 2));
            if (length > extra.Length - 4)
                break;
            if (id == Zip64Extra)
            {
                var field = extra.Slice(4, length);
                Take(ref field, ref size);
                Take(ref field, ref compressed);
                Take(ref field, ref header);
            }
            extra = extra[(4 + length)..];
        }
        return size < 0 || compressed < 0 || header < 0 ? throw Damaged("an entry has a negative size") : (size, compressed, header);
    }

    private void Take(ref ReadOnlySpan<byte> field, ref long value)
    {
        if (value != uint.MaxValue)
            return;
        if (field.Length < sizeof(long))
            throw Damaged("the ZIP64 field of an entry is too short");
        value = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[sizeof(long)..];
    }

    private WeightFileException Damaged(string problem) => WeightFileException.Damaged(File.File, null, problem);

    private static int Short(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    private static long Int(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
}
