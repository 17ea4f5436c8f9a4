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

    /// <summary>The format, as messages name it: <c>Keras 3 weights (HDF5)</c>, <c>safetensors</c>.</summary>
    string Format { get; }

    /// <summary>How names of such files end, the usual one first; none if any name will do. A file of another name loads, and the report notes it.</summary>
    IReadOnlyList<string> Suffixes => [];

    /// <summary>How variables are found.</summary>
    VariableNaming Naming { get; }

    /// <summary>Text that belongs to the whole file: HDF5's attributes of the root group, safetensors' <c>__metadata__</c>.</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The arrays, sorted by path.</summary>
    IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>The arrays that are weights, as layers: those of a class in the order that positions count by.</summary>
    /// <exception cref="WeightFileException">What the file notes of them is damaged.</exception>
    IReadOnlyList<StoredLayer> Layers { get; }

    /// <summary>What an array is to a model.</summary>
    /// <param name="path">Its path.</param>
    TensorRole RoleOf(string path);

    /// <summary>The array at <paramref name="path"/>.</summary>
    /// <param name="path">Path inside the file, without a leading slash.</param>
    /// <param name="tensor">The array.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGetTensor(string path, [NotNullWhen(true)] out StoredTensor? tensor);
}

/// <summary>How a format names variables.</summary>
public enum VariableNaming
{
    /// <summary>By the layer's group and the variable's position in it: <c>layers/dense/vars/0</c>.</summary>
    KerasPath,

    /// <summary>By the layer's name and the variable's: <c>hidden_1/kernel</c>.</summary>
    LayerAndVariable,

    /// <summary>By the objects that lead to them: <c>layer_with_weights-0/kernel</c>, as TensorFlow's checkpoints.</summary>
    ObjectPath,
}

/// <summary>What an array of a weight file is to a model.</summary>
public enum TensorRole
{
    /// <summary>A weight: if no variable asks for it, the file belongs to another model.</summary>
    Weight,

    /// <summary>State of a training run, as an optimizer's slots: a model doesn't ask for it.</summary>
    TrainingState,

    /// <summary>Something beside the weights, which readers ignore.</summary>
    Other,
}
