using System.Diagnostics.CodeAnalysis;

namespace GenNet.Weights;

/// <summary>
/// An open weight file: named arrays and what else is written about them. It knows nothing of layers. Structure is validated when it
/// is opened; values are read, and then validated, when asked for.
/// </summary>
public interface IWeightContainer : IDisposable
{
    /// <summary>The file.</summary>
    string File { get; }

    /// <summary>The format: <c>HDF5</c>, <c>safetensors</c>.</summary>
    string Format { get; }

    /// <summary>Text that belongs to the whole file: HDF5's attributes of the root group, safetensors' <c>__metadata__</c>.</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The arrays, sorted by path.</summary>
    IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>The array at <paramref name="path"/>.</summary>
    /// <param name="path">Path inside the file, without a leading slash.</param>
    /// <param name="tensor">The array.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGetTensor(string path, [NotNullWhen(true)] out StoredTensor? tensor);
}
