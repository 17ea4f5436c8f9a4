using GenNet.Weights.TensorFlow.Messages;
using Google.Protobuf;

namespace GenNet.Weights.TensorFlow;

/// <summary>The index of a checkpoint: which tensors there are, and where in which file each lies.</summary>
internal sealed class BundleIndex
{
    private const int NewestVersion = 1;
    private const int MostDimensions = 254;

    // Parts of variables that TensorFlow 1 has cut up have keys that begin so.
    private const char PartMark = '\0';

    private BundleIndex(int shards, IReadOnlyList<BundleEntry> entries)
    {
        Shards = shards;
        Entries = entries;
    }

    /// <summary>Number of files with the tensors' bytes.</summary>
    public int Shards { get; }

    /// <summary>The tensors, in the order of their keys' bytes.</summary>
    public IReadOnlyList<BundleEntry> Entries { get; }

    /// <summary>Reads it.</summary>
    /// <exception cref="WeightFileException">It is damaged, or of a kind that isn't read.</exception>
    public static BundleIndex Read(ByteSource file)
    {
        var entries = TableReader.Read(file);
        if (entries.Count == 0 || entries[0].Key.Length > 0)
            throw WeightFileException.Damaged(file.File, null, "the index of the checkpoint has no header");
        var header = Parse(file, entries[0], BundleHeader.Parser);
        if (header.NumShards < 1)
            throw WeightFileException.Damaged(file.File, null, $"the index says that the checkpoint has {header.NumShards} data files");
        if (header.Endianness != Endianness.Little)
            throw new WeightFileException(file.File, null, "a machine with big-endian numbers wrote the checkpoint", "Load it with TensorFlow and save it again on another machine.");
        if (header.Version is { MinConsumer: > NewestVersion } version)
            throw new WeightFileException(file.File, null, $"the checkpoint is for programs that know version {version.MinConsumer} of the format, and GenNet knows {NewestVersion}", "Save it again with a release of TensorFlow 1 or 2.");
        return new(header.NumShards, [.. entries.Skip(1).Where(static e => e.Key[0] != PartMark).Select(entry => EntryOf(file, entry, header.NumShards))]);
    }

    private static BundleEntry EntryOf(ByteSource file, TableEntry entry, int shards)
    {
        var message = Parse(file, entry, BundleEntryMessage.Parser);
        var dimensions = message.Shape is { } shape ? shape.Dim.Select(static d => d.Size).ToArray() : [];
        if (BundleTypes.NameOf(message.Dtype) is null)
            throw WeightFileException.Damaged(file.File, entry.Key, $"TensorFlow has no type with the number {message.Dtype}");
        if (dimensions.Length > MostDimensions || Array.Exists(dimensions, static size => size < 0))
            throw WeightFileException.Damaged(file.File, entry.Key, $"no tensor has the shape ({string.Join(", ", dimensions.Take(8))}{(dimensions.Length > 8 ? ", …" : "")})");
        if (message.ShardId < 0 || message.ShardId >= shards)
            throw WeightFileException.Damaged(file.File, entry.Key, $"it lies in data file {message.ShardId}, and the checkpoint has {shards}");
        if (message.Offset < 0 || message.Size < 0)
            throw WeightFileException.Damaged(file.File, entry.Key, $"no tensor lies at {message.Offset} with {message.Size} bytes");
        var result = new BundleEntry(entry.Key, message.Dtype, dimensions, message.ShardId, message.Offset, message.Size, message.Crc32C, message.Slices.Count > 0);
        if (!result.IsSliced && SizeOf(result) is { } size && size != message.Size)
            throw WeightFileException.Damaged(file.File, entry.Key, $"shape {ShapeFormat.Of(dimensions)} of {BundleTypes.NameOf(message.Dtype)} is not {message.Size} bytes");
        return result;
    }

    // Null where it doesn't follow from the shape.
    private static Int128? SizeOf(BundleEntry entry)
    {
        Int128 size = BundleTypes.TypeOf(entry.Type).Size();
        if (size == 0)
            return null;
        if (entry.Dimensions.Contains(0))
            return 0;
        foreach (var dimension in entry.Dimensions)
        {
            size *= dimension;
            if (size > long.MaxValue)
                return size;
        }
        return size;
    }

    private static T Parse<T>(ByteSource file, TableEntry entry, MessageParser<T> parser)
        where T : IMessage<T>
    {
        try
        {
            return parser.WithDiscardUnknownFields(true).ParseFrom(entry.Value.Span);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw WeightFileException.Damaged(file.File, entry.Key.Length == 0 ? null : entry.Key, "what the index says of it is no message of TensorFlow's", e);
        }
    }
}
