using GenNet.Weights.Hdf5;
using GenNet.Weights;

namespace GenNet;

public abstract partial class Model
{
    /// <summary>
    /// Loads the weights of a Keras file that another reader of HDF5 has opened than GenNet's own, which is strict and reads what Keras and h5py write. It is
    /// <see cref="LoadWeights(string, LoadOptions)"/> in all else: the same rules, messages and report, and a failed load changes nothing.
    /// </summary>
    /// <param name="source">The open file. It stays open, for other models or other weights of this one, and is its owner's to dispose.</param>
    /// <param name="options">What may be missing, left over or of another shape; null, the default, is <see cref="LoadOptions.Strict"/>: nothing.</param>
    /// <returns>What became of every variable and every array of the file.</returns>
    /// <exception cref="WeightLoadException">
    /// The file doesn't fit the model, or has nothing for any variable of it; the message lists every variable with both shapes.
    /// </exception>
    /// <exception cref="WeightFileException">The source can't read the file, or it isn't of Keras.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ObjectDisposedException">The model, or the source, is disposed.</exception>
    public LoadReport LoadWeights(IHdf5Source source, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ThrowIfPart();
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        using var file = KerasHdf5.Open(source, leaveOpen: true);
        return Load(file, options);
    }

    /// <summary>
    /// What <see cref="LoadWeights(IHdf5Source, LoadOptions)"/> would do; see <see cref="CheckWeights(string, LoadOptions)"/>. All of the file is read that the model would take;
    /// nothing is assigned.
    /// </summary>
    /// <param name="source">The open file. It stays open.</param>
    /// <param name="options">What may pass; null, the default, is <see cref="LoadOptions.Strict"/>.</param>
    /// <exception cref="WeightFileException">The source can't read the file, or it isn't of Keras.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ObjectDisposedException">The model, or the source, is disposed.</exception>
    public LoadReport CheckWeights(IHdf5Source source, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        using var file = KerasHdf5.Open(source, leaveOpen: true);
        return Check(file, options);
    }
}
