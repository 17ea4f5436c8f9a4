namespace GenNet.Weights.Safetensors;

internal sealed class SafetensorsTensor : StoredTensor
{
    private const int ElementsAtATime = 1 << 20;

    private readonly FileBytes _bytes;
    private readonly long _start;

    public SafetensorsTensor(FileBytes bytes, SafetensorsEntry entry, long buffer)
        : base(
            bytes.File, entry.Name, SafetensorsTypes.TypeOf(entry.TypeName), entry.TypeName,
            [.. entry.Shape.Select(static d => (long)Math.Min(d, long.MaxValue))])
    {
        _bytes = bytes;
        _start = buffer + (long)entry.Begin;
    }

    protected override void ReadFloats(Span<float> values)
    {
        for (var done = 0; done < values.Length; done += ElementsAtATime)
        {
            var part = values.Slice(done, Math.Min(ElementsAtATime, values.Length - done));
            FloatConversion.ToSingle(_bytes.Slice(_start + ((long)done * Type.Size()), part.Length * Type.Size()), Type, bigEndian: false, part);
        }
    }

    protected override void ReadLittleEndian(Span<byte> bytes) => _bytes.Slice(_start, bytes.Length).CopyTo(bytes);
}
