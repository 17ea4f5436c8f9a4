namespace GenNet.Weights.TensorFlow;

/// <summary>A tensor of a checkpoint: its elements lie side by side, and have a checksum.</summary>
internal sealed class BundleTensor(string file, BundleEntry entry, BundleShards shards)
    : StoredTensor(file, entry.Key, BundleTypes.TypeOf(entry.Type), BundleTypes.NameOf(entry.Type)!, entry.Dimensions)
{
    /// <inheritdoc/>
    public override string? Refusal => entry.IsSliced ? "TensorFlow 1 has saved the variable in parts (a partitioner), which GenNet doesn't put together" : null;

    /// <inheritdoc/>
    protected override long FileLength => entry.IsSliced ? 0 : shards.LengthOf(entry);

    /// <inheritdoc/>
    protected override void ReadElements(ref ElementDestination destination)
    {
        var bytes = shards.PagesOf(entry);
        var checksum = Crc32C.Start;
        for (long first = 0; first < destination.Count;)
        {
            var piece = destination.GetSpan(first);
            bytes.Read(entry.Offset + (first * destination.ElementSize), piece);
            checksum = Crc32C.Append(checksum, piece);
            var elements = piece.Length / destination.ElementSize;
            destination.Advance(elements);
            first += elements;
        }
        if (Crc32C.Mask(checksum) != entry.Checksum)
            throw WeightFileException.Damaged(File, Path, "its values do not have the checksum that is noted for them");
    }
}
