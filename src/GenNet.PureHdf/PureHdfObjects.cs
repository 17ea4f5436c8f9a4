using GenNet.Weights.Hdf5;
using PureHDF.VOL.Native;

namespace GenNet.Weights.PureHdf;

/// <summary>The objects of a file: each that the strict reader knows, once, with PureHDF's object beside it, which is opened by the hard links that lead to it.</summary>
internal sealed class PureHdfObjects
{
    private readonly Dictionary<IHdf5Object, IHdf5Object> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The objects of a file that both readers have opened.</summary>
    /// <param name="structure">The strict reader's view of it.</param>
    /// <param name="file">PureHDF's.</param>
    /// <param name="prefersStrict">Whether values are read by the strict reader where it can.</param>
    public PureHdfObjects(IHdf5Source structure, NativeFile file, bool prefersStrict)
    {
        File = structure.File;
        Length = structure.Length;
        PrefersStrict = prefersStrict;
        Root = new(this, structure.Root, "", () => file);
        _known.Add(structure.Root, Root);
        Root.Hidden = new LinkedStorage(Root).Names;
    }

    public string File { get; }

    public long Length { get; }

    public bool PrefersStrict { get; }

    public PureHdfGroup Root { get; }

    /// <summary>The object that a hard link leads to.</summary>
    /// <param name="parent">The group that the link is in.</param>
    /// <param name="name">The link's name.</param>
    /// <param name="strict">What the strict reader finds there.</param>
    public IHdf5Object At(PureHdfGroup parent, string name, IHdf5Object strict)
    {
        if (_known.TryGetValue(strict, out var known))
            return known;
        var path = parent.PathOf(name);
        IHdf5Object found = strict switch
        {
            IHdf5Group group => new PureHdfGroup(this, group, path, () => parent.Native<NativeGroup>(name)),
            IHdf5Dataset dataset => new PureHdfDataset(this, dataset, path, () => parent.Native<NativeDataset>(name)),
            _ => strict,
        };
        _known.Add(strict, found);
        return found;
    }

    /// <summary>What PureHDF returns, or its error as the file's.</summary>
    public T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (PureHdfErrors.Concern(error))
        {
            throw PureHdfErrors.Of(File, path.Length == 0 ? null : path, error);
        }
    }
}
