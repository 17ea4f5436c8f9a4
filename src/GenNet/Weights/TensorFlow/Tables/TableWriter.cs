using System.Buffers.Binary;

namespace GenNet.Weights.TensorFlow;

/// <summary>Writes tables as TensorFlow does: blocks that aren't packed, of 256 KiB, keys in full every 16 entries.</summary>
internal sealed class TableWriter(Stream stream, int interval)
{
    private const int BlockSize = 256 << 10;
    private const int DataInterval = 16;
    private const int IndexInterval = 1;

    private readonly TableBlockWriter _index = new(IndexInterval);
    private TableBlockWriter _block = new(interval);
    private long _offset;
    private byte[] _lastKey = [];
    private TableBlockPlace? _waiting;

    /// <summary>Writes a table.</summary>
    /// <param name="entries">Its entries in the order of their keys, each key another.</param>
    /// <param name="stream">Takes it.</param>
    /// <param name="interval">After how many entries of a block a key is written in full.</param>
    public static void Write(IEnumerable<(byte[] Key, byte[] Value)> entries, Stream stream, int interval = DataInterval)
    {
        var table = new TableWriter(stream, interval);
        foreach (var (key, value) in entries)
            table.Add(key, value);
        table.Finish();
    }

    private void Add(byte[] key, byte[] value)
    {
        // A block's key in the index lies between its last one and the next block's first.
        if (_waiting is { } place)
            AddToIndex(Between(_lastKey, key), place);
        _block.Add(key, value);
        _lastKey = key;
        if (_block.Size >= BlockSize)
            EndBlock();
    }

    private void Finish()
    {
        if (_block.Size > sizeof(uint) * 2)
            EndBlock();
        var meta = Write(new TableBlockWriter(DataInterval));
        if (_waiting is { } place)
            AddToIndex(After(_lastKey), place);
        var index = Write(_index);
        using var footer = new MemoryStream();
        meta.Write(footer);
        index.Write(footer);
        footer.SetLength(TableReader.FooterSize - TableReader.Magic.Length);
        footer.Position = footer.Length;
        footer.Write(TableReader.Magic);
        stream.Write(footer.ToArray());
    }

    private void EndBlock()
    {
        _waiting = Write(_block);
        _block = new(interval);
    }

    private void AddToIndex(byte[] key, TableBlockPlace place)
    {
        using var value = new MemoryStream();
        place.Write(value);
        _index.Add(key, value.ToArray());
        _waiting = null;
    }

    private TableBlockPlace Write(TableBlockWriter block)
    {
        Span<byte> trailer = stackalloc byte[TableBlockPlace.TrailerSize];
        trailer.Clear();
        var bytes = block.ToBytes();
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[1..], Crc32C.Mask(Crc32C.Append(Crc32C.Append(Crc32C.Start, bytes), trailer[..1])));
        stream.Write(bytes);
        stream.Write(trailer);
        var place = new TableBlockPlace(_offset, bytes.Length);
        _offset += bytes.Length + trailer.Length;
        return place;
    }

    // LevelDB's FindShortestSeparator.
    private static byte[] Between(byte[] last, byte[] next)
    {
        var common = last.AsSpan().CommonPrefixLength(next);
        return common < Math.Min(last.Length, next.Length) && last[common] < byte.MaxValue && last[common] + 1 < next[common]
            ? [.. last.AsSpan(0, common), (byte)(last[common] + 1)]
            : last;
    }

    // LevelDB's FindShortSuccessor.
    private static byte[] After(byte[] last)
    {
        var raised = last.AsSpan().IndexOfAnyExcept(byte.MaxValue);
        return raised < 0 ? last : [.. last.AsSpan(0, raised), (byte)(last[raised] + 1)];
    }
}
