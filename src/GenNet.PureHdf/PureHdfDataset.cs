using GenNet.Weights.Hdf5;
using PureHDF;
using PureHDF.VOL.Native;

namespace GenNet.Weights.PureHdf;

/// <summary>A dataset: type and shape as the strict reader finds them in its header, values as PureHDF reads them.</summary>
internal sealed class PureHdfDataset(PureHdfObjects objects, IHdf5Dataset strict, string path, Func<NativeDataset> native) : PureHdfObject(objects, strict, path), IHdf5Dataset
{
    private readonly IHdf5Dataset _strict = strict;
    private NativeDataset? _native;
    private string? _refusal;
    private bool _isJudged;

    public StoredType Type => _strict.Type;

    public string TypeName => _strict.TypeName;

    public IReadOnlyList<long> Dimensions => _strict.Dimensions;

    public Hdf5Storage? Storage => _strict.Storage;

    public string? Refusal
    {
        get
        {
            if (!_isJudged)
                (_refusal, _isJudged) = (IsStrict ? null : DatasetJudge.Refusal(_strict, Objects.Length), true);
            return _refusal;
        }
    }

    protected override NativeObject NativeObject => Native;

    private bool IsStrict => Objects.PrefersStrict && _strict.Refusal is null;

    private NativeDataset Native => _native ??= Objects.Read(Path, native);

    public void Read(ref ElementDestination destination)
    {
        if (IsStrict)
        {
            _strict.Read(ref destination);
            return;
        }
        var dataset = Native;
        try
        {
            RequireSame(dataset);
            LzfFilter.ShuffledElementSize = LzfFilter.IsAfterShuffle(_strict.Storage!.Filters) ? destination.ElementSize : 0;
            DatasetElements.Read(dataset, Dimensions, _strict.Storage.IsBigEndian, ref destination);
        }
        catch (Exception error) when (PureHdfErrors.Concern(error))
        {
            throw PureHdfErrors.Of(Objects.File, Path, error);
        }
        finally
        {
            LzfFilter.ShuffledElementSize = 0;
        }
    }

    // Two readers that take a header for different arrays: one of them is wrong, and nobody knows which.
    private void RequireSame(NativeDataset dataset)
    {
        var space = dataset.Space.Type == H5DataspaceType.Scalar ? [] : dataset.Space.Dimensions;
        if (!space.SequenceEqual(Dimensions.Select(static d => (ulong)d)) || dataset.Type.Size != Type.Size())
        {
            throw new WeightFileException(
                Objects.File, Path, $"its header says {TypeName} of shape ({string.Join(", ", Dimensions)}), and PureHDF takes it for ({string.Join(", ", space)}) with elements of {dataset.Type.Size} bytes",
                "Take another copy of the file, or save it again.");
        }
    }
}
