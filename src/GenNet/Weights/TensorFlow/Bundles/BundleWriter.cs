using System.Text;
using GenNet.Weights.TensorFlow.Messages;
using Google.Protobuf;

namespace GenNet.Weights.TensorFlow;

/// <summary>Writes the tensors of a checkpoint one behind the other into its data file, and then the index, which says where they are.</summary>
/// <param name="data">Takes the tensors.</param>
internal sealed class BundleWriter(Stream data)
{
    private readonly List<(byte[] Key, BundleEntryMessage Entry)> _entries = [];
    private long _offset;

    /// <summary>Writes an array.</summary>
    public void Add(string key, ArrayToWrite array)
    {
        var checking = new ChecksumStream(data);
        array.Write(checking);
        Add(key, BundleTypes.NumberOf(array.Type), array.Shape.Dimensions, checking);
    }

    /// <summary>Writes a text.</summary>
    public void Add(string key, ReadOnlySpan<byte> text)
    {
        var checking = new ChecksumStream(data);
        var checksum = BundleText.Write(checking, text);
        Add(key, BundleTypes.Text, [], checking, checksum);
    }

    /// <summary>Writes the index.</summary>
    /// <param name="stream">Takes it.</param>
    /// <param name="file">The data file's number, and that of all.</param>
    public void WriteIndex(Stream stream, (int Shard, int Shards) file)
    {
        var header = new BundleHeader { NumShards = file.Shards, Version = new() { Producer = 1 } };
        _entries.Sort(static (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
        TableWriter.Write(_entries.Select(entry => (entry.Key, BytesOf(entry.Entry, file.Shard))).Prepend(([], header.ToByteArray())), stream);
    }

    private static byte[] BytesOf(BundleEntryMessage entry, int shard)
    {
        entry.ShardId = shard;
        return entry.ToByteArray();
    }

    private void Add(string key, int type, IEnumerable<int> dimensions, ChecksumStream written, uint? checksum = null)
    {
        var shape = new BundleShape();
        shape.Dim.AddRange(dimensions.Select(static size => new BundleDimension { Size = size }));
        _entries.Add((Encoding.UTF8.GetBytes(key), new() { Dtype = type, Shape = shape, Offset = _offset, Size = written.Count, Crc32C = Crc32C.Mask(checksum ?? written.Checksum) }));
        _offset += written.Count;
    }
}
