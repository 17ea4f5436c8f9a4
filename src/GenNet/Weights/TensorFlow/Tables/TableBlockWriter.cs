using System.Buffers.Binary;

namespace GenNet.Weights.TensorFlow;

/// <summary>Writes a block of a table: each key as what it shares with the one before it, and the rest.</summary>
/// <param name="interval">After how many entries a key is written in full.</param>
internal sealed class TableBlockWriter(int interval)
{
    private readonly MemoryStream _entries = new();
    private readonly List<int> _restarts = [0];
    private byte[] _last = [];
    private int _sinceRestart;

    /// <summary>Bytes that the block takes so far.</summary>
    public int Size => (int)_entries.Length + (sizeof(uint) * (_restarts.Count + 1));

    /// <summary>Adds an entry, whose key comes after that of the last one.</summary>
    public void Add(byte[] key, byte[] value)
    {
        var shared = 0;
        if (_sinceRestart == interval)
        {
            _restarts.Add((int)_entries.Length);
            _sinceRestart = 0;
        }
        else
        {
            shared = _last.AsSpan().CommonPrefixLength(key);
        }
        VarInt.Write(_entries, (ulong)shared);
        VarInt.Write(_entries, (ulong)(key.Length - shared));
        VarInt.Write(_entries, (ulong)value.Length);
        _entries.Write(key.AsSpan(shared));
        _entries.Write(value);
        _last = key;
        _sinceRestart++;
    }

    /// <summary>The block.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        _entries.ToArray().CopyTo(bytes, 0);
        var at = bytes.AsSpan((int)_entries.Length);
        foreach (var restart in _restarts.Append(_restarts.Count))
        {
            BinaryPrimitives.WriteInt32LittleEndian(at, restart);
            at = at[sizeof(int)..];
        }
        return bytes;
    }
}
