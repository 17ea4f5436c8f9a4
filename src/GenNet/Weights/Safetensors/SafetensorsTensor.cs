namespace GenNet.Weights.Safetensors;

internal sealed class SafetensorsTensor : StoredTensor
{
    private readonly BytePages _bytes;
    private readonly long _start;
    private readonly long _fileLength;

    public SafetensorsTensor(ByteSource file, BytePages bytes, SafetensorsEntry entry, long buffer)
        : base(
            file.File, entry.Name, SafetensorsTypes.TypeOf(entry.TypeName), entry.TypeName,
            Array.ConvertAll(entry.Shape, static d => (long)Math.Min(d, long.MaxValue)))
    {
        _bytes = bytes;
        _fileLength = file.Length;
        _start = buffer + (long)entry.Begin;
    }

    protected override long FileLength => _fileLength;

    protected override void ReadElements(ref ElementDestination destination) => StoredElements.Read(_bytes, _start, isBigEndian: false, ref destination);
}
