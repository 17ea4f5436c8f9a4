using PureHDF;
using PureHDF.Filters;

namespace GenNet.Weights.PureHdf;

/// <summary>
/// h5py's filter LZF (registered as 32000; the format of Marc Lehmann's LibLZF), which PureHDF doesn't bring. h5py leaves it out of chunks that it doesn't make smaller.
/// </summary>
internal sealed class LzfFilter : IH5Filter
{
    private const int Id = 32000;
    private const int Shuffle = 2;
    private const int LiteralRun = 32;
    private const int LongMatch = 7;

    private static readonly LzfFilter s_filter = new();

    public ushort FilterId => Id;

    public string Name => "lzf";

    /// <summary>
    /// Bytes of the elements that were shuffled before, in the dataset that this thread reads; 0 if they weren't. PureHDF tests the bit of the next filter where a chunk says which filters it
    /// left out: where that is LZF, it calls LZF and leaves out what was before it.
    /// </summary>
    [field: ThreadStatic]
    public static int ShuffledElementSize { get; set; }

    /// <summary>Makes PureHDF know it.</summary>
    public static void Register() => H5Filter.Register(s_filter);

    /// <summary>Whether chunks with these filters can be read: LZF may be left out, and only what stands before it tells what PureHDF then leaves out.</summary>
    public static bool IsReadable(IReadOnlyList<int> filters) => IndexIn(filters) is var at && (at <= 0 || (at == 1 && filters[0] == Shuffle));

    /// <summary>Whether what LZF packs was shuffled.</summary>
    public static bool IsAfterShuffle(IReadOnlyList<int> filters) => IndexIn(filters) == 1 && filters[0] == Shuffle;

    public Memory<byte> Filter(FilterInfo info)
    {
        if (!info.Flags.HasFlag(H5FilterFlags.Decompress))
            throw ReadOnly();
        // A packed chunk is smaller. A copy, since PureHDF lends the memory to the next chunk.
        if (info.Buffer.Length == info.ChunkSize)
            return Unshuffled(info.Buffer.Span, ShuffledElementSize);
        var unpacked = new byte[info.ChunkSize];
        Unpack(info.Buffer.Span, unpacked);
        return unpacked;
    }

    public uint[] GetParameters(uint[] chunkDimensions, uint typeSize, Dictionary<string, object>? options) => throw ReadOnly();

    /// <summary>Unpacks a chunk.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    internal static void Unpack(ReadOnlySpan<byte> packed, Span<byte> unpacked)
    {
        var (from, to) = (0, 0);
        while (from < packed.Length)
        {
            int control = packed[from++];
            if (control < LiteralRun)
            {
                var count = control + 1;
                if (count > packed.Length - from || count > unpacked.Length - to)
                    throw Damaged();
                packed.Slice(from, count).CopyTo(unpacked[to..]);
                (from, to) = (from + count, to + count);
                continue;
            }
            var length = control >> 5;
            if (length == LongMatch)
                length += Next(packed, ref from);
            length += 2;
            var start = to - ((control & 31) << 8) - Next(packed, ref from) - 1;
            if (start < 0 || length > unpacked.Length - to)
                throw Damaged();
            // One by one: a match may overlap what it makes.
            for (var i = 0; i < length; i++)
                unpacked[to++] = unpacked[start + i];
        }
        if (to != unpacked.Length)
            throw Damaged();
    }

    private static int IndexIn(IReadOnlyList<int> filters)
    {
        for (var i = 0; i < filters.Count; i++)
        {
            if (filters[i] == Id)
                return i;
        }
        return -1;
    }

    private static byte[] Unshuffled(ReadOnlySpan<byte> bytes, int elementSize)
    {
        if (elementSize <= 1)
            return bytes.ToArray();
        var elements = new byte[bytes.Length];
        var count = bytes.Length / elementSize;
        for (var i = 0; i < count; i++)
        {
            for (var place = 0; place < elementSize; place++)
                elements[(i * elementSize) + place] = bytes[(place * count) + i];
        }
        return elements;
    }

    private static byte Next(ReadOnlySpan<byte> packed, ref int from) => from < packed.Length ? packed[from++] : throw Damaged();

    private static NotSupportedException ReadOnly() => new("LZF is read, and not written.");

    private static InvalidDataException Damaged() => new("a chunk that LZF packed is damaged");
}
