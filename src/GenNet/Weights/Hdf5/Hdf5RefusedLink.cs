namespace GenNet.Weights.Hdf5;

/// <summary>A name that isn't followed: it leads elsewhere than to an object of this file.</summary>
internal sealed class Hdf5RefusedLink(string file, string path, string refusal) : StoredTensor(file, path, StoredType.Other, refusal, [])
{
    /// <inheritdoc/>
    public override string Refusal => $"it is {TypeName}, and links are not followed";

    protected override void ReadFloats(Span<float> values) => throw new InvalidOperationException(Refusal);

    protected override void ReadLittleEndian(Span<byte> bytes) => throw new InvalidOperationException(Refusal);
}
