namespace GenNet.Weights;

/// <summary>
/// Copies of small parts of a large source, such as the values of one array after the other. A part that begins where the last one ended, or shortly behind it, is read
/// with what follows, ever more of it; any other is read as it is, so that parts that lie scattered cost no more than they have. Threads may share it.
/// </summary>
internal sealed class ReadAhead(ByteSource source)
{
    private const int Least = 4 << 10;
    private const int Most = 64 << 10;

    private readonly Lock _reading = new();
    private byte[] _bytes = [];
    private long _start;
    private int _count;
    private long _end;
    private int _ahead;

    /// <summary>Fills <paramref name="destination"/>.</summary>
    /// <inheritdoc cref="ByteSource.Read(long, Span{byte})"/>
    public void Read(long offset, Span<byte> destination)
    {
        lock (_reading)
        {
            var taken = TakeHeld(offset, destination);
            if (taken == destination.Length)
                return;
            offset += taken;
            destination = destination[taken..];
            _ahead = offset >= _end && offset - _end <= Least ? Math.Clamp(2 * _ahead, Least, Most) : 0;
            _end = offset + destination.Length;
            if (destination.Length >= _ahead || !source.Contains(offset, destination.Length))
                source.Read(offset, destination);
            else
                Hold(offset).AsSpan(0, destination.Length).CopyTo(destination);
        }
    }

    private int TakeHeld(long offset, Span<byte> destination)
    {
        var first = offset - _start;
        if (first < 0 || first >= _count)
            return 0;
        var held = _bytes.AsSpan((int)first, (int)Math.Min(_count - first, destination.Length));
        held.CopyTo(destination);
        return held.Length;
    }

    private byte[] Hold(long offset)
    {
        var count = (int)Math.Min(_ahead, source.Length - offset);
        if (_bytes.Length < count)
            _bytes = GC.AllocateUninitializedArray<byte>(_ahead);
        _count = 0;
        source.Read(offset, _bytes.AsSpan(0, count));
        (_start, _count, _end) = (offset, count, offset + count);
        return _bytes;
    }
}
