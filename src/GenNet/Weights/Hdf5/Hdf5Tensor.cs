namespace GenNet.Weights.Hdf5;

/// <summary>A dataset as a container yields it.</summary>
internal sealed class Hdf5Tensor(Hdf5File file, string path, IHdf5Dataset dataset) : StoredTensor(file.File, path, dataset.Type, dataset.TypeName, dataset.Dimensions)
{
    /// <inheritdoc/>
    public override string? Refusal => dataset.Refusal;

    internal override string RefusalRemedy => ConversionRemedy.Of(file.Source, dataset.Storage);

    protected override long FileLength => file.Length;

    /// <summary>How the values lie in the file; null if its source doesn't tell.</summary>
    public Hdf5Storage? Storage => dataset.Storage;

    /// <summary>The dataset itself, which other paths may lead to as well.</summary>
    public IHdf5Dataset Dataset => dataset;

    /// <summary>An attribute of it.</summary>
    /// <exception cref="WeightFileException">The attributes are damaged.</exception>
    public Hdf5Attribute Attribute(string name) => file.AttributeOf(dataset, Path, name);

    protected override void ReadElements(ref ElementDestination destination) => file.Read(dataset, Path, ref destination);
}
