namespace GenNet.Weights;

/// <summary>A stream that can seek, read at any position. It is not owned.</summary>
internal sealed class StreamBytes : ByteSource
{
    private readonly Lock _reading = new();
    private readonly Stream _stream;
    private readonly long _start;

    private StreamBytes(Stream stream, long start)
        : base(NameOf(stream), Math.Max(0, stream.Length - start))
    {
        _stream = stream;
        _start = start;
    }

    /// <summary>What a stream yields from its position on.</summary>
    /// <param name="stream">It stays open.</param>
    /// <param name="limit">The most bytes that are kept of one that can't seek.</param>
    /// <exception cref="ArgumentException">The stream can't be read.</exception>
    /// <exception cref="WeightFileException">It yields more.</exception>
    /// <exception cref="IOException">It fails.</exception>
    public static ByteSource Of(Stream stream, long limit)
    {
        RequireReadable(stream);
        if (stream.CanSeek)
            return Over(stream);
        var bytes = new BufferedBytes(NameOf(stream), limit);
        for (int count; (count = stream.Read(bytes.Free.Span)) > 0;)
            bytes.Take(count);
        return bytes.ToSource();
    }

    /// <inheritdoc cref="Of(Stream, long)"/>
    /// <param name="stream">It stays open.</param>
    /// <param name="limit">The most bytes that are kept of one that can't seek.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async ValueTask<ByteSource> OfAsync(Stream stream, long limit, CancellationToken cancellation)
    {
        RequireReadable(stream);
        if (stream.CanSeek)
            return Over(stream);
        var bytes = new BufferedBytes(NameOf(stream), limit);
        for (int count; (count = await stream.ReadAsync(bytes.Free, cancellation).ConfigureAwait(false)) > 0;)
            bytes.Take(count);
        return bytes.ToSource();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    /// <inheritdoc/>
    protected override void ReadCore(long offset, Span<byte> destination)
    {
        lock (_reading)
        {
            _stream.Position = _start + offset;
            if (_stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
                throw WeightFileException.CutOff(File, null, $"the stream ends before the {Length} bytes that it said it has");
        }
    }

    /// <inheritdoc/>
    protected override bool TrySliceCore(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return false;
    }

    // As of a file, a small one is read at once.
    private static ByteSource Over(Stream stream)
    {
        const long ReadWhole = 1 << 20;
        // As one has it that has just been written.
        if (stream.Position >= stream.Length && stream.Length > 0)
            throw new WeightFileException(NameOf(stream), null, $"the stream stands at its end, byte {stream.Position} of {stream.Length}, and is read from where it stands", "Set its Position to where the weights begin, 0 if nothing is before them.");
        var source = new StreamBytes(stream, stream.Position);
        return source.Length > ReadWhole ? source : new MemoryBytes(source.File, source.ReadArray(0, (int)source.Length));
    }

    private static void RequireReadable(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException("The stream can't be read: it is closed, or only to be written.", nameof(stream));
    }

    private static string NameOf(Stream stream) => stream is FileStream { Name: { Length: > 0 } path } ? path : "(stream)";
}
