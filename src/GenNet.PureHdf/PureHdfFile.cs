using System.Diagnostics.CodeAnalysis;
using GenNet.Weights.Hdf5;
using GenNet.Weights.PureHdf;
using PureHDF;
using PureHDF.VOL.Native;

namespace GenNet;

/// <summary>
/// An HDF5 file read by the library PureHDF: chunk indexes of newer versions, LZF, scale-offset, committed types and soft links, which GenNet's own strict reader refuses. For
/// <see cref="Model.LoadWeights(IHdf5Source, LoadOptions)"/>, and for files that one trusts: what a hostile file makes PureHDF do isn't bounded.
/// </summary>
/// <remarks>
/// The strict reader reads groups, links and headers first, so that a damaged structure is refused before PureHDF sees it; PureHDF reads the values. External links and storage, virtual
/// datasets and those with the checksum Fletcher-32 alone, which PureHDF gets wrong, are refused by name. The file is read as a stream, never mapped. One thread at a time uses it.
/// </remarks>
public sealed class PureHdfFile : IHdf5Source
{
    private readonly Hdf5File _structure;
    private readonly NativeFile _file;
    private readonly PureHdfGroup _root;

    private PureHdfFile(Hdf5File structure, NativeFile file, bool prefersStrict)
    {
        _structure = structure;
        _file = file;
        _root = new PureHdfObjects(structure.Source, file, prefersStrict).Root;
    }

    /// <inheritdoc/>
    public string File => _structure.Source.File;

    /// <inheritdoc/>
    public long Length => _structure.Source.Length;

    /// <inheritdoc/>
    public IHdf5Group Root => _root;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightFileException">It is no HDF5 file, damaged, or one that PureHDF doesn't open.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    [RequiresDynamicCode("PureHDF makes code for the types that it reads when it runs.")]
    [RequiresUnreferencedCode("PureHDF finds members by reflection.")]
    public static PureHdfFile Open(string path) => Open(path, prefersStrict: false);

    /// <summary>Opens a file whose datasets the strict reader reads where it can, and PureHDF the rest.</summary>
    [RequiresDynamicCode("PureHDF makes code for the types that it reads when it runs.")]
    [RequiresUnreferencedCode("PureHDF finds members by reflection.")]
    internal static PureHdfFile OpenRest(string path) => Open(path, prefersStrict: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _structure.Dispose();
    }

    [RequiresDynamicCode("PureHDF makes code for the types that it reads when it runs.")]
    [RequiresUnreferencedCode("PureHDF finds members by reflection.")]
    private static PureHdfFile Open(string path, bool prefersStrict)
    {
        LzfFilter.Register();
        var structure = Hdf5File.Open(path);
        try
        {
            return new(structure, OpenNative(path), prefersStrict);
        }
        catch
        {
            structure.Dispose();
            throw;
        }
    }

    // A stream: PureHDF then knows no folder that names of other files would be looked up in.
    private static NativeFile OpenNative(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return H5File.Open(stream);
        }
        catch (Exception error)
        {
            stream.Dispose();
            if (PureHdfErrors.Concern(error))
                throw PureHdfErrors.Of(path, null, error);
            throw;
        }
    }
}
