namespace GenNet.Weights;

/// <summary>Bytes of known length that are read at any position: a file, memory, or a part of either. Reading changes no position, so threads may share one.</summary>
/// <param name="file">What messages call it: the file's path.</param>
/// <param name="length">Its bytes.</param>
internal abstract class ByteSource(string file, long length) : IDisposable
{
    public string File => file;

    public long Length => length;

    public bool Contains(long offset, long count) => offset >= 0 && count >= 0 && offset <= length && count <= length - offset;

    /// <summary>Fills <paramref name="destination"/>. The bytes must lie inside: callers validate what a file says before they ask.</summary>
    /// <exception cref="WeightFileException">The file became shorter or was written to since it was opened.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        RequireInside(offset, destination.Length);
        if (!destination.IsEmpty)
            ReadCore(offset, destination);
    }

    /// <summary>A copy of some of the bytes.</summary>
    /// <inheritdoc cref="Read(long, Span{byte})"/>
    public byte[] ReadArray(long offset, int count)
    {
        RequireInside(offset, count);
        var bytes = GC.AllocateUninitializedArray<byte>(count);
        Read(offset, bytes);
        return bytes;
    }

    /// <summary>The bytes themselves, if they lie in memory.</summary>
    public bool TrySlice(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        RequireInside(offset, count);
        return TrySliceCore(offset, count, out bytes);
    }

    /// <summary>A part as a source of its own, which its own file may lie in. It doesn't own this one.</summary>
    /// <param name="offset">Where it begins.</param>
    /// <param name="count">Its bytes.</param>
    /// <param name="name">What messages call it; the same as this one if null.</param>
    public ByteSource Part(long offset, long count, string? name = null)
    {
        RequireInside(offset, count);
        return new PartOfBytes(this, offset, count, name ?? File);
    }

    public abstract void Dispose();

    protected abstract void ReadCore(long offset, Span<byte> destination);

    protected abstract bool TrySliceCore(long offset, int count, out ReadOnlySpan<byte> bytes);

    private void RequireInside(long offset, long count)
    {
        if (!Contains(offset, count))
            throw new ArgumentOutOfRangeException(nameof(offset), $"{count} bytes at {offset} do not lie in {length}.");
    }
}
