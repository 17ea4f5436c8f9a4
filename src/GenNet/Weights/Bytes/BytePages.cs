namespace GenNet.Weights;

/// <summary>
/// Small reads of a large source: its structures through a bounded number of pages, since they lie side by side, and a call of the
/// operating system for each would take most of the time; values, which are copied, through <see cref="ReadAhead"/>. A page that was handed out is never written to again.
/// </summary>
internal sealed class BytePages(ByteSource source)
{
    public const int PageSize = 16 << 10;

    private const int PageCount = 512;
    private const int PartBuffer = 256 << 10;

    private readonly Page?[] _pages = new Page?[PageCount];
    private readonly ReadAhead _values = new(source);

    /// <summary>Pages that had to be read so far.</summary>
    public long PagesRead { get; private set; }

    /// <summary>Bytes of the source.</summary>
    public ReadOnlySpan<byte> Slice(long offset, int count)
    {
        if (source.TrySlice(offset, count, out var bytes))
            return bytes;
        var within = (int)(offset % PageSize);
        if (within + count <= PageSize)
            return PageOf(offset).AsSpan(within, count);
        return Join(offset, count);
    }

    /// <summary>A part of the source, to be read from its beginning to its end.</summary>
    public Stream OpenPart(long offset, long count) => new BufferedStream(new Zip.ByteSourceStream(source.Part(offset, count)), PartBuffer);

    /// <summary>Fills <paramref name="destination"/>.</summary>
    public void Read(long offset, Span<byte> destination)
    {
        if (destination.Length > PageSize || source.TrySlice(offset, 0, out _))
            source.Read(offset, destination);
        else
            _values.Read(offset, destination);
    }

    private byte[] Join(long offset, int count)
    {
        var bytes = new byte[count];
        if (count > PageSize)
        {
            source.Read(offset, bytes);
            return bytes;
        }
        for (var copied = 0; copied < count;)
        {
            var within = (int)((offset + copied) % PageSize);
            var part = PageOf(offset + copied).AsSpan(within, Math.Min(count - copied, PageSize - within));
            part.CopyTo(bytes.AsSpan(copied));
            copied += part.Length;
        }
        return bytes;
    }

    private byte[] PageOf(long offset)
    {
        var number = offset / PageSize;
        ref var place = ref _pages[number % PageCount];
        var page = place;
        if (page?.Number != number)
        {
            var start = number * PageSize;
            var bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(PageSize, source.Length - start));
            source.Read(start, bytes);
            PagesRead++;
            place = page = new(number, bytes);
        }
        return page.Bytes;
    }

    private sealed record Page(long Number, byte[] Bytes);
}
