using GenNet.Weights.Hdf5;
using GenNet.Weights.Hdf5.Writing;
using GenNet.Weights.Saving;

namespace GenNet.Weights;

/// <summary>A file of Keras' weights written anew as plain HDF5, in the layout that it has.</summary>
/// <param name="IsLegacy">Whether it has the layout of Keras 1 and 2 (<c>layer_names</c>), which Keras 3 reads from names that don't end in <c>.weights.h5</c>.</param>
/// <param name="Notes">What wasn't written and that nothing of Keras asks for, one sentence each.</param>
internal sealed record PlainWeights(bool IsLegacy, IReadOnlyList<string> Notes)
{
    /// <summary>Writes what a source reads, replacing an old file only when the new one is whole.</summary>
    /// <param name="source">The open file.</param>
    /// <param name="target">The new file.</param>
    /// <exception cref="WeightFileException">Something that Keras reads can't be read from it.</exception>
    /// <exception cref="IOException">The new file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The new file may not be written.</exception>
    public static PlainWeights Write(IHdf5Source source, string target)
    {
        using var file = Hdf5File.Open(source, leaveOpen: true);
        var copy = PlainCopy.Of(file, KerasHdf5.RolesOf(file, out var isLegacy));
        FileSaver.Default.Save(target, stream => Hdf5Writer.Write(copy.Root, stream));
        return new(isLegacy, copy.Notes);
    }
}
