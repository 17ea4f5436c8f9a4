namespace GenNet.Weights;

/// <summary>Bytes in memory.</summary>
internal sealed class MemoryBytes(string file, ReadOnlyMemory<byte> bytes) : ByteSource(file, bytes.Length)
{
    private bool _disposed;

    public override void Dispose() => _disposed = true;

    protected override void ReadCore(long offset, Span<byte> destination) => Span.Slice((int)offset, destination.Length).CopyTo(destination);

    protected override bool TrySliceCore(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = Span.Slice((int)offset, count);
        return true;
    }

    private ReadOnlySpan<byte> Span
    {
        get
        {
            return _disposed ? throw new ObjectDisposedException(File) : bytes.Span;
        }
    }
}
