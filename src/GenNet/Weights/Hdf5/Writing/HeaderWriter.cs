using System.Text;

namespace GenNet.Weights.Hdf5.Writing;

/// <summary>Object headers of version 1 with the messages that h5py writes for groups and datasets.</summary>
internal sealed class HeaderWriter
{
    public const int PrefixLength = 16;

    private const int Constant = 1;

    private readonly List<(MessageType Type, byte Flags, byte[] Body)> _messages = [];

    public int Length => PrefixLength + _messages.Sum(static m => 8 + m.Body.Length);

    /// <summary>Makes it a group's.</summary>
    public void AddSymbolTable(long tree, long heap)
    {
        var writer = Add(MessageType.SymbolTable, 0, 16);
        writer.U64(tree);
        writer.U64(heap);
    }

    /// <summary>Makes it a dataset's: dataspace, datatype, fill value, layout.</summary>
    /// <param name="array">The array.</param>
    /// <param name="address">Where its data lies; ignored if it has none.</param>
    public void AddDataset(ArrayToWrite array, long address)
    {
        AddDataspace(array);
        Add(MessageType.Datatype, Constant, DatatypeBytes.Of(array.Type));
        Add(MessageType.FillValue, Constant, [2, 2, 2, 1, 0, 0, 0, 0]);
        var layout = Add(MessageType.Layout, 0, 24);
        layout.U8(3);
        layout.U8(1);
        if (array.Size == 0)
            layout.NoAddress();
        else
            layout.U64(address);
        layout.U64(array.Size);
    }

    /// <summary>Adds a scalar text of variable length.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="length">Bytes of the text.</param>
    /// <param name="collection">Address of the global heap that holds the text.</param>
    /// <param name="index">Its number there.</param>
    public void AddText(string name, int length, long collection, int index)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name + '\0');
        var type = DatatypeBytes.VariableText;
        var writer = Add(MessageType.Attribute, 0, 8 + Padded(nameBytes.Length) + Padded(type.Length) + 8 + 16);
        writer.U8(1);
        writer.U8(0);
        writer.U16(nameBytes.Length);
        writer.U16(type.Length);
        writer.U16(8);
        writer.Bytes(nameBytes);
        writer.Align();
        writer.Bytes(type);
        writer.Align();
        // A scalar dataspace.
        writer.U8(1);
        writer.Skip(7);
        writer.U32(length);
        writer.U64(collection);
        writer.U32(index);
    }

    public void Write(Span<byte> target)
    {
        var writer = new ByteWriter(target);
        writer.U8(1);
        writer.U8(0);
        writer.U16(_messages.Count);
        writer.U32(1);
        writer.U32(Length - PrefixLength);
        writer.Skip(4);
        foreach (var (type, flags, body) in _messages)
        {
            writer.U16((int)type);
            writer.U16(body.Length);
            writer.U8(flags);
            writer.Skip(3);
            writer.Bytes(body);
        }
    }

    internal static int Padded(int length) => (length + 7) & ~7;

    private void AddDataspace(ArrayToWrite array)
    {
        var rank = array.Shape.Rank;
        var writer = Add(MessageType.Dataspace, 0, 8 + (16 * rank));
        writer.U8(1);
        writer.U8(rank);
        // Largest dimensions follow the dimensions, as h5py writes them.
        writer.U8(rank > 0 ? 1 : 0);
        writer.Skip(5);
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var dimension in array.Shape.Dimensions)
                writer.U64(dimension);
        }
    }

    private ByteWriter Add(MessageType type, byte flags, int length)
    {
        _messages.Add((type, flags, new byte[Padded(length)]));
        return new(_messages[^1].Body);
    }

    private void Add(MessageType type, byte flags, ReadOnlySpan<byte> body) => Add(type, flags, body.Length).Bytes(body);
}
