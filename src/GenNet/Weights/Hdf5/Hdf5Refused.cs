namespace GenNet.Weights.Hdf5;

/// <summary>A name that stands for something without values that can be read: a link elsewhere, a type, a group or dataset of a kind that isn't read.</summary>
/// <param name="file">The file, for errors.</param>
/// <param name="path">Its path.</param>
/// <param name="what">What it is, as a noun: <c>a soft link to /layers/dense</c>.</param>
/// <param name="refusal">Why it isn't read, as a sentence without its full stop.</param>
/// <param name="mayHideArrays">Whether arrays may lie behind it that are not listed.</param>
internal sealed class Hdf5Refused(string file, string path, string what, string refusal, bool mayHideArrays) : StoredTensor(file, path, StoredType.Other, what, [])
{
    /// <inheritdoc/>
    public override string Refusal => refusal;

    /// <summary>Whether arrays may lie behind it that are not listed.</summary>
    public bool MayHideArrays => mayHideArrays;

    /// <summary>It has no shape, and its kind says all.</summary>
    public override string ToString() => $"{Path}, {TypeName}";

    protected override long FileLength => 0;

    protected override long ReadFloats(Span<float> values) => throw new InvalidOperationException(Refusal);

    protected override void ReadLittleEndian(Span<byte> bytes) => throw new InvalidOperationException(Refusal);
}
