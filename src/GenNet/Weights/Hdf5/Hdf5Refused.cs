namespace GenNet.Weights.Hdf5;

/// <summary>A name that stands for something without values that can be read, as a container yields it.</summary>
/// <param name="file">The file, for errors.</param>
/// <param name="path">Its path.</param>
/// <param name="unread">What it is, and why it isn't read.</param>
internal sealed class Hdf5Refused(Hdf5File file, string path, Hdf5Unread unread) : StoredTensor(file.File, path, StoredType.Other, unread.What, [])
{
    /// <inheritdoc/>
    public override string Refusal => unread.Refusal;

    /// <summary>Whether arrays may lie behind it that are not listed.</summary>
    public bool MayHideArrays => unread.MayHideArrays;

    internal override string RefusalRemedy => ConversionRemedy.Of(file.Source, unread.Link);

    protected override long FileLength => 0;

    /// <summary>It has no shape, and its kind says all.</summary>
    public override string ToString() => $"{Path}, {TypeName}";

    protected override void ReadElements(ref ElementDestination destination) => throw new InvalidOperationException(Refusal);
}
