using System.Text;

namespace GenNet.Weights.Hdf5.Writing;

/// <summary>The global heap collections that hold the texts of attributes, each as large as h5py makes them.</summary>
internal sealed class TextHeap
{
    private const int CollectionLength = 4096;
    private const int PrefixLength = 16;
    private const int ObjectPrefixLength = 16;

    private readonly List<List<byte[]>> _collections = [];
    private readonly List<long> _addresses = [];
    private int _used = int.MaxValue;

    /// <summary>Adds a text.</summary>
    /// <returns>Number of its collection, its number there from 1, and its bytes.</returns>
    public (int Collection, int Index, int Length) Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = ObjectPrefixLength + HeaderWriter.Padded(bytes.Length);
        if (_used > CollectionLength - length)
        {
            _collections.Add([]);
            _used = PrefixLength;
        }
        _used += length;
        _collections[^1].Add(bytes);
        return (_collections.Count - 1, _collections[^1].Count, bytes.Length);
    }

    /// <summary>Gives every collection its place.</summary>
    public void Place(Func<int, long> allocate)
    {
        foreach (var texts in _collections)
            _addresses.Add(allocate(LengthOf(texts)));
    }

    public long AddressOf(int collection) => _addresses[collection];

    public void Write(Func<long, int, Span<byte>> at)
    {
        for (var i = 0; i < _collections.Count; i++)
            Write(_collections[i], at(_addresses[i], LengthOf(_collections[i])));
    }

    private static int LengthOf(List<byte[]> texts) =>
        Math.Max(CollectionLength, PrefixLength + texts.Sum(static t => ObjectPrefixLength + HeaderWriter.Padded(t.Length)));

    private static void Write(List<byte[]> texts, Span<byte> target)
    {
        var writer = new ByteWriter(target);
        writer.Bytes("GCOL"u8);
        writer.U8(1);
        writer.Skip(3);
        writer.U64(target.Length);
        for (var i = 0; i < texts.Count; i++)
        {
            writer.U16(i + 1);
            writer.Skip(6);
            writer.U64(texts[i].Length);
            writer.Bytes(texts[i]);
            writer.Align();
        }
        var rest = target.Length - writer.Position;
        if (rest < ObjectPrefixLength)
            return;
        writer.Skip(8);
        writer.U64(rest);
    }
}
