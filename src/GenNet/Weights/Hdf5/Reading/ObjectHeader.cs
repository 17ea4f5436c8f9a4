using System.Runtime.InteropServices;

namespace GenNet.Weights.Hdf5;

/// <summary>Kinds of header messages.</summary>
internal enum MessageType : ushort
{
    Nil = 0,
    Dataspace = 1,
    LinkInfo = 2,
    Datatype = 3,
    OldFillValue = 4,
    FillValue = 5,
    Link = 6,
    ExternalFiles = 7,
    Layout = 8,
    GroupInfo = 10,
    Filters = 11,
    Attribute = 12,
    Continuation = 16,
    SymbolTable = 17,
    BTreeK = 19,
    DriverInfo = 20,
    AttributeInfo = 21,
}

/// <summary>One message of an object header: where its body lies.</summary>
internal readonly record struct HeaderMessage(MessageType Type, byte Flags, ulong Address, int Length)
{
    /// <summary>Whether the body lies elsewhere, as that of a committed type.</summary>
    public bool IsShared => (Flags & 2) != 0;

    public ByteCursor Open(Hdf5Image image, string what)
    {
        if (IsShared)
            throw image.Unsupported($"the {what} is shared with other objects");
        return image.Read(Address, (ulong)Length, what);
    }
}

/// <summary>An object header of version 1 or 2 ("OHDR") with its continuations: what a group or dataset is made of.</summary>
internal sealed class ObjectHeader
{
    private const int MustUnderstand = 0x80;
    private const int LastKnownType = 0x18;

    // Version 1 counts them in 16 bits.
    private const int MostMessages = ushort.MaxValue;

    private readonly List<HeaderMessage> _messages = [];
    private Queue<(ulong Address, ulong Length)>? _continuations;
    private HashSet<ulong>? _seen;

    public ReadOnlySpan<HeaderMessage> Messages => CollectionsMarshal.AsSpan(_messages);

    /// <summary>The message of a type that occurs at most once; null if it is missing.</summary>
    /// <exception cref="WeightFileException">There are two, which may say different things.</exception>
    public HeaderMessage? Find(Hdf5Image image, MessageType type)
    {
        HeaderMessage? found = null;
        foreach (var message in _messages)
        {
            if (message.Type != type)
                continue;
            if (found is not null)
                throw image.Damaged($"an object header has two messages of type {(int)type}");
            found = message;
        }
        return found;
    }

    /// <summary>Whether there is a message of a type.</summary>
    public bool Has(MessageType type)
    {
        foreach (var message in _messages)
        {
            if (message.Type == type)
                return true;
        }
        return false;
    }

    public static ObjectHeader Read(Hdf5Image image, ulong address)
    {
        var header = new ObjectHeader();
        var first = image.Read(address, 4, "object header");
        if (first.All.SequenceEqual("OHDR"u8))
            header.ReadVersion2(image, address);
        else if (first.All[0] == 1)
            header.ReadVersion1(image, address);
        else
            throw image.Damaged($"there is no object header at {address}");
        return header;
    }

    private void ReadVersion1(Hdf5Image image, ulong address)
    {
        const int Prefix = 16;
        var prefix = image.Read(address, Prefix, "object header");
        // The count of messages is not needed: they fill the header's size, as libhdf5 reads them.
        prefix.Skip(8);
        ReadUnchecked(image, address + Prefix, prefix.U32());
        while (_continuations is not null && _continuations.TryDequeue(out var run))
            ReadUnchecked(image, run.Address, run.Length);
    }

    private void ReadUnchecked(Hdf5Image image, ulong address, ulong length)
    {
        var cursor = image.Read(address, length, "object header");
        while (cursor.Remaining >= 8)
        {
            var type = cursor.U16();
            var messageLength = cursor.U16();
            var flags = cursor.U8();
            cursor.Skip(3);
            if (messageLength % 8 != 0)
                throw image.Damaged($"a header message of {messageLength} bytes is not possible");
            Add(image, type, flags, address + (uint)cursor.Position, cursor.Part(messageLength, "header message"));
        }
        if (cursor.Remaining > 0)
            throw image.Damaged("an object header ends within a message");
    }

    private void ReadVersion2(Hdf5Image image, ulong address)
    {
        // Signature, version, flags, times, phase change values and the longest size.
        const int LongestPrefix = 4 + 2 + 16 + 4 + 8;
        var prefix = image.Read(address, Math.Min(LongestPrefix, image.End - address), "object header");
        prefix.Signature("OHDR"u8);
        prefix.Version(2);
        var flags = prefix.U8();
        if ((flags & 0x20) != 0)
            prefix.Skip(16);
        if ((flags & 0x10) != 0)
            prefix.Skip(4);
        var size = prefix.UInt(1 << (flags & 3));
        var hasOrder = (flags & 4) != 0;
        ReadChecked(image, address, (ulong)prefix.Position, Sum(image, (ulong)prefix.Position, size, 4), hasOrder);
        while (_continuations is not null && _continuations.TryDequeue(out var run))
        {
            image.Read(run.Address, 4, "object header continuation").Signature("OCHK"u8);
            ReadChecked(image, run.Address, 4, run.Length, hasOrder);
        }
    }

    private void ReadChecked(Hdf5Image image, ulong address, ulong prefix, ulong length, bool hasOrder)
    {
        const int ChecksumLength = 4;
        var cursor = image.Read(address, length, "object header");
        if (length < prefix + ChecksumLength)
            throw image.Damaged("an object header is too short");
        var end = (int)length - ChecksumLength;
        var whole = cursor;
        whole.Skip(end);
        whole.Checksum();
        cursor.Skip((int)prefix);
        var headLength = hasOrder ? 6 : 4;
        while (end - cursor.Position >= headLength)
        {
            var type = cursor.U8();
            var messageLength = cursor.U16();
            var flags = cursor.U8();
            cursor.Skip(headLength - 4);
            if (messageLength > end - cursor.Position)
                throw image.Damaged("a header message is larger than its header");
            Add(image, type, flags, address + (uint)cursor.Position, cursor.Part(messageLength, "header message"));
        }
    }

    private void Add(Hdf5Image image, ushort type, byte flags, ulong address, ByteCursor body)
    {
        if (type > LastKnownType && (flags & MustUnderstand) != 0)
            throw image.Unsupported($"an object has a header message of the unknown type {type}");
        if (type == (ushort)MessageType.Continuation)
            Continue(image, body.U64(), body.U64());
        else if (type != (ushort)MessageType.Nil)
            _messages.Add(new((MessageType)type, flags, address, body.Remaining));
        if (_messages.Count > MostMessages)
            throw image.Damaged($"an object header has more than {MostMessages} messages");
    }

    private void Continue(Hdf5Image image, ulong address, ulong length)
    {
        // The first run of all is named by the header itself.
        _seen ??= [];
        if (!_seen.Add(address))
            throw image.Damaged("an object header continues in itself");
        (_continuations ??= new()).Enqueue((address, length));
    }

    private static ulong Sum(Hdf5Image image, ulong prefix, ulong size, ulong checksum) =>
        size <= image.End ? prefix + size + checksum : throw image.Damaged($"an object header of {size} bytes is larger than the file");
}
