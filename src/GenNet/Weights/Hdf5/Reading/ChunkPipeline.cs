namespace GenNet.Weights.Hdf5;

/// <summary>
/// Reads chunks and undoes their filters, in two buffers for all chunks of a dataset, which may be one chunk: packed bytes are unpacked as they come from the file, and the
/// second buffer is there only for filters before that.
/// </summary>
internal sealed class ChunkPipeline(Hdf5Image image, Filters filters, int chunkSize)
{
    private const int ChecksumLength = 4;

    // Deflate makes incompressible bytes longer by 5 in 16,384, and by its frame; a checksum adds 4.
    private readonly uint _mostStored = (uint)chunkSize + ((uint)chunkSize / 1024) + 1024;
    private byte[] _bytes = [];
    private byte[] _other = [];

    /// <summary>The elements of a chunk, valid until the next call.</summary>
    public ReadOnlySpan<byte> Read(Chunk chunk)
    {
        if (chunk.Size > _mostStored || chunk.SkippedFilters >> filters.Count != 0)
            throw image.Damaged($"a chunk of {chunkSize} bytes can't take {chunk.Size} in the file after {filters.Count} filters (left out: {chunk.SkippedFilters:x})");
        image.Locate(chunk.Address, chunk.Size, "chunk");
        var (length, last) = ReadStored(chunk);
        for (var i = last; i >= 0; i--)
        {
            if ((chunk.SkippedFilters >> i & 1) == 0)
                length = Undo(i, length);
        }
        return length == chunkSize ? _bytes.AsSpan(0, length) : throw image.Damaged($"a chunk has {length} bytes, not {chunkSize}");
    }

    // The length of what was read, and the last filter that it still went through.
    private (int Length, int Filter) ReadStored(Chunk chunk)
    {
        var last = filters.Count - 1;
        if (last >= 0 && filters[last] == FilterKind.Deflate && (chunk.SkippedFilters >> last & 1) == 0)
        {
            var length = chunkSize + (filters.HasChecksumBefore(last) ? ChecksumLength : 0);
            Reserve(ref _bytes, length);
            return (Inflater.Inflate(image, image.OpenData(chunk.Address, chunk.Size), _bytes.AsSpan(0, length)), last - 1);
        }
        Reserve(ref _bytes, Math.Max((int)chunk.Size, filters.Count == 0 ? 0 : chunkSize + ChecksumLength));
        image.ReadData(chunk.Address, _bytes.AsSpan(0, (int)chunk.Size));
        return ((int)chunk.Size, last);
    }

    private int Undo(int filter, int length)
    {
        var bytes = _bytes.AsSpan(0, length);
        if (filters[filter] == FilterKind.Fletcher32)
            return Fletcher32.Verify(image, bytes);
        Reserve(ref _other, chunkSize + ChecksumLength);
        if (filters[filter] == FilterKind.Deflate)
            length = Inflater.Inflate(image, new MemoryStream(_bytes, 0, length, writable: false), _other.AsSpan(0, chunkSize + (filters.HasChecksumBefore(filter) ? ChecksumLength : 0)));
        else
            Shuffle.Undo(bytes, filters.ElementSize, _other);
        (_bytes, _other) = (_other, _bytes);
        return length;
    }

    private static void Reserve(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = GC.AllocateUninitializedArray<byte>(length);
    }
}
