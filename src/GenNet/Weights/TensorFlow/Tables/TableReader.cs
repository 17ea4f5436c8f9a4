using System.Buffers.Binary;
using System.Text;

namespace GenNet.Weights.TensorFlow;

/// <summary>
/// Reads LevelDB's tables (github.com/google/leveldb, doc/table_format.md), as a checkpoint's index is one: blocks of entries in the order of their keys, a block that lists these, and a footer.
/// </summary>
internal static class TableReader
{
    /// <summary>Bytes of the footer.</summary>
    public const int FooterSize = 48;

    private const int LongestKey = 64 << 10;

    // A key says how much of the one before it begins with: a few bytes could make a long one each.
    private const int MostKeyBytesForEach = 64;

    /// <summary>What a table ends with.</summary>
    public static ReadOnlySpan<byte> Magic => [0x57, 0xFB, 0x80, 0x8B, 0x24, 0x75, 0x47, 0xDB];

    /// <summary>Whether a file ends as a table does.</summary>
    public static bool IsTable(ByteSource bytes) => bytes.Length >= FooterSize && bytes.ReadArray(bytes.Length - Magic.Length, Magic.Length).AsSpan().SequenceEqual(Magic);

    /// <summary>All entries, in the order of their keys' bytes.</summary>
    /// <exception cref="WeightFileException">It is no table, or damaged.</exception>
    public static IReadOnlyList<TableEntry> Read(ByteSource bytes)
    {
        if (bytes.Length < FooterSize)
            throw WeightFileException.CutOff(bytes.File, null, $"a file of {bytes.Length} bytes is too short for the index of a TensorFlow checkpoint");
        if (!IsTable(bytes))
            throw WeightFileException.CutOff(bytes.File, null, "it does not end as the index of a TensorFlow checkpoint does");
        var end = bytes.Length - FooterSize;
        ReadOnlySpan<byte> footer = bytes.ReadArray(end, FooterSize);
        if (!TableBlockPlace.TryTake(ref footer, end, out var meta) || !TableBlockPlace.TryTake(ref footer, end, out var index))
            throw Damaged(bytes, "its footer says that blocks lie outside the file");
        TableBlock.Read(bytes, meta);
        var entries = new List<TableEntry>();
        var keys = new Keys(bytes);
        var next = 0L;
        foreach (var (_, value) in new Keys(bytes).In(TableBlock.Read(bytes, index)))
        {
            var rest = value.Span;
            // Blocks lie one behind the other; one that is listed twice would be read twice.
            if (!TableBlockPlace.TryTake(ref rest, end, out var place) || place.Offset < next)
                throw Damaged(bytes, "its list of blocks leads outside the file, or twice to one block");
            next = place.Offset + place.Size + TableBlockPlace.TrailerSize;
            entries.AddRange(keys.In(TableBlock.Read(bytes, place)));
        }
        return entries;
    }

    private static WeightFileException Damaged(ByteSource bytes, string problem) => WeightFileException.Damaged(bytes.File, null, problem);

    /// <summary>Entries of blocks that follow each other.</summary>
    private sealed class Keys(ByteSource file)
    {
        private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        private readonly byte[] _key = new byte[LongestKey];
        private int _length = -1;
        private long _left = 1 + (file.Length * MostKeyBytesForEach);

        public List<TableEntry> In(ReadOnlyMemory<byte> block)
        {
            var restarts = block.Length < sizeof(uint) ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(block.Span[^sizeof(uint)..]);
            if (restarts > (uint)((block.Length / sizeof(uint)) - 1))
                throw Damaged(file, "a block of it is no list of entries");
            var all = block[..(block.Length - (sizeof(uint) * (int)(restarts + 1)))];
            var entries = new List<TableEntry>();
            var isFirst = true;
            for (var rest = all.Span; !rest.IsEmpty;)
            {
                // The first key of a block shares nothing with the one before it.
                if (!VarInt.TryTake(ref rest, isFirst ? 0 : _length, out var shared) || !VarInt.TryTake(ref rest, LongestKey - shared, out var added)
                    || !VarInt.TryTake(ref rest, int.MaxValue, out var size) || added > rest.Length || size > rest.Length - added)
                {
                    throw Damaged(file, "an entry of it does not lie in its block, or has a key that is too long");
                }
                Take(shared, rest[..added]);
                rest = rest[added..];
                entries.Add(new(Text(), all.Slice(all.Length - rest.Length, size)));
                rest = rest[size..];
                isFirst = false;
            }
            return entries;
        }

        private void Take(int shared, ReadOnlySpan<byte> added)
        {
            var old = _length < 0 ? [] : _key.AsSpan(shared, _length - shared);
            if (_length >= 0 && added.SequenceCompareTo(old) <= 0)
                throw Damaged(file, "its keys are not in order, or one is there twice");
            added.CopyTo(_key.AsSpan(shared));
            _length = shared + added.Length;
            _left -= _length;
            if (_left < 0)
                throw Damaged(file, "its keys take many times the bytes of the file");
        }

        private string Text()
        {
            try
            {
                return s_utf8.GetString(_key, 0, _length);
            }
            catch (DecoderFallbackException e)
            {
                throw WeightFileException.Damaged(file.File, null, "a key of it is no text", e);
            }
        }
    }
}
