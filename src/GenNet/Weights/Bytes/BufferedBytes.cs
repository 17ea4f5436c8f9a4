using System.Globalization;

namespace GenNet.Weights;

/// <summary>What a stream yields that can't seek, in blocks as they come: nothing is copied as it grows.</summary>
/// <param name="name">What messages call the stream.</param>
/// <param name="limit">The most bytes that are kept.</param>
internal sealed class BufferedBytes(string name, long limit)
{
    private const int BlockSize = 1 << 20;

    private readonly List<byte[]> _blocks = [];
    private long _length;

    /// <summary>Memory for what comes next.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_length == (long)_blocks.Count * BlockSize)
                _blocks.Add(GC.AllocateUninitializedArray<byte>(BlockSize));
            return _blocks[^1].AsMemory((int)(_length % BlockSize));
        }
    }

    /// <summary>Takes what was read into <see cref="Free"/>.</summary>
    /// <exception cref="WeightFileException">It is too much.</exception>
    public void Take(int count)
    {
        _length += count;
        if (_length > limit)
        {
            throw new WeightFileException(
                name, null, string.Create(CultureInfo.InvariantCulture, $"the stream can't seek, so that all of it has to be kept in memory, and it yields more than the {limit} bytes that the weights may take"),
                "Copy it into a file and load that, if it is the right one.");
        }
    }

    /// <summary>All of it.</summary>
    public ByteSource ToSource() => _blocks.Count <= 1 ? new MemoryBytes(name, _blocks.Count == 0 ? default : _blocks[0].AsMemory(0, (int)_length)) : new BlockBytes(name, _blocks, _length);

    private sealed class BlockBytes(string name, List<byte[]> blocks, long length) : ByteSource(name, length)
    {
        /// <inheritdoc/>
        public override void Dispose()
        {
        }

        /// <inheritdoc/>
        protected override void ReadCore(long offset, Span<byte> destination)
        {
            while (!destination.IsEmpty)
            {
                var within = (int)(offset % BlockSize);
                var part = blocks[(int)(offset / BlockSize)].AsSpan(within, Math.Min(destination.Length, BlockSize - within));
                part.CopyTo(destination);
                offset += part.Length;
                destination = destination[part.Length..];
            }
        }

        /// <inheritdoc/>
        protected override bool TrySliceCore(long offset, int count, out ReadOnlySpan<byte> bytes)
        {
            var within = (int)(offset % BlockSize);
            var isInOne = offset < Length && within + count <= BlockSize;
            bytes = isInOne ? blocks[(int)(offset / BlockSize)].AsSpan(within, count) : default;
            return isInOne;
        }
    }
}
