namespace GenNet.Weights.Hdf5;

/// <summary>A datatype that a header refers to: a committed one, which has a header of its own.</summary>
internal static class SharedDatatype
{
    private const byte OfAnotherObject = 2;

    /// <summary>The committed type that a message refers to; <see cref="Datatype.Unknown"/> if it lies in the file's heap of shared messages.</summary>
    /// <exception cref="WeightFileException">There is none.</exception>
    public static Datatype Read(Hdf5Image image, HeaderMessage message)
    {
        var reference = image.Read(message.Address, (ulong)message.Length, "reference to a datatype");
        var version = reference.U8();
        var kind = reference.U8();
        switch (version)
        {
            case 1:
                reference.Skip(6);
                break;
            case 2:
                break;
            case 3 when kind == OfAnotherObject:
                break;
            case 3:
                return Datatype.Unknown;
            default:
                throw image.Damaged($"there is no reference to a datatype of version {version}");
        }
        var header = ObjectHeader.Read(image, reference.U64());
        // One that is shared in turn would be no committed type.
        if (header.Find(image, MessageType.Datatype) is not { IsShared: false } type)
            throw image.Damaged("the type of a dataset is to lie in an object that is no committed type");
        var cursor = type.Open(image, "datatype");
        return Datatype.Read(image, ref cursor);
    }
}
