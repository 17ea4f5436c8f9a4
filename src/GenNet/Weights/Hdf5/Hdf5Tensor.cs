namespace GenNet.Weights.Hdf5;

/// <summary>A dataset as a container yields it.</summary>
internal sealed class Hdf5Tensor(Hdf5Image image, string path, Hdf5Dataset dataset)
    : StoredTensor(
        image.File, path, dataset.Space.IsNull ? StoredType.Other : dataset.Type.Stored,
        dataset.Space.IsNull ? "nothing (a null dataspace)" : dataset.Type.Name, dataset.Space.Dimensions)
{
    /// <inheritdoc/>
    public override string? Refusal => dataset.Refusal;

    protected override long FileLength => image.Length;

    /// <summary>The value of a scalar text attribute; null if there is none.</summary>
    /// <exception cref="WeightFileException">The attributes are damaged.</exception>
    public string? Text(string attribute)
    {
        try
        {
            return dataset.Text(attribute);
        }
        catch (WeightFileException e) when (e.Inside is null)
        {
            throw e.At(Path);
        }
    }

    protected override long ReadFloats(Span<float> values)
    {
        try
        {
            return dataset.Read(values);
        }
        catch (WeightFileException e)
        {
            throw e.At(Path);
        }
    }

    protected override void ReadLittleEndian(Span<byte> bytes)
    {
        try
        {
            dataset.Read(bytes);
        }
        catch (WeightFileException e)
        {
            throw e.At(Path);
        }
    }
}
