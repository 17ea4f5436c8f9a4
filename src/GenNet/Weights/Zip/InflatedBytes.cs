namespace GenNet.Weights.Zip;

/// <summary>What a packed file unpacks to, in blocks that are taken as its bytes come: a size that is only claimed takes no memory.</summary>
internal sealed class InflatedBytes : ByteSource
{
    private const int BlockSize = 1 << 20;

    private readonly List<byte[]> _blocks;

    private InflatedBytes(string file, List<byte[]> blocks, long length)
        : base(file, length) => _blocks = blocks;

    /// <summary>Reads <paramref name="length"/> bytes.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static InflatedBytes Read(string file, Stream content, long length)
    {
        var blocks = new List<byte[]>();
        for (var rest = length; rest > 0; rest -= BlockSize)
        {
            var block = GC.AllocateUninitializedArray<byte>((int)Math.Min(BlockSize, rest));
            content.ReadExactly(block);
            blocks.Add(block);
        }
        return new(file, blocks, length);
    }

    public override void Dispose() => _blocks.Clear();

    protected override void ReadCore(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var block = _blocks[(int)(offset / BlockSize)].AsSpan((int)(offset % BlockSize));
            var count = Math.Min(block.Length, destination.Length);
            block[..count].CopyTo(destination);
            offset += count;
            destination = destination[count..];
        }
    }

    protected override bool TrySliceCore(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (count == 0)
            return true;
        var block = _blocks[(int)(offset / BlockSize)].AsSpan((int)(offset % BlockSize));
        if (block.Length < count)
            return false;
        bytes = block[..count];
        return true;
    }
}
