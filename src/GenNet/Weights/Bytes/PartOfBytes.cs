namespace GenNet.Weights;

/// <summary>A part of other bytes, which it doesn't own.</summary>
internal sealed class PartOfBytes(ByteSource whole, long start, long length, string file) : ByteSource(file, length)
{
    public override void Dispose()
    {
    }

    protected override void ReadCore(long offset, Span<byte> destination) => whole.Read(start + offset, destination);

    protected override bool TrySliceCore(long offset, int count, out ReadOnlySpan<byte> bytes) => whole.TrySlice(start + offset, count, out bytes);
}
