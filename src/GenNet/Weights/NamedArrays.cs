using GenNet.Weights.KerasH5;
using GenNet.Weights.Torch;

namespace GenNet.Weights;

/// <summary>
/// Arrays that have names and nothing else, as in safetensors and NumPy's archives: <c>hidden_1/kernel</c>, PyTorch's <c>hidden_1.weight</c>, or the paths of a Keras file,
/// <c>layers/dense/vars/0</c>.
/// </summary>
internal static class NamedArrays
{
    /// <summary>How the names name variables.</summary>
    public static VariableNaming NamingOf(IReadOnlyList<StoredTensor> arrays)
    {
        foreach (var array in arrays)
        {
            if (KerasPaths.RoleOf(array.Path) == TensorRole.Other)
                return VariableNaming.LayerAndVariable;
        }
        return arrays.Count == 0 ? VariableNaming.LayerAndVariable : VariableNaming.KerasPath;
    }

    /// <summary>The layers; those with names that Keras made in the order in which it made them.</summary>
    public static IReadOnlyList<StoredLayer> LayersOf(IReadOnlyList<StoredTensor> arrays)
    {
        if (NamingOf(arrays) == VariableNaming.KerasPath)
            return KerasLayers.Of(arrays, static _ => null);
        var separator = TorchNames.Are(arrays) ? TorchNames.Separator : '/';
        return NamedLayers.Of(arrays.Select(array => (array.Path.Replace(separator, '/'), array)));
    }

    /// <summary>What an array of that name is to a model.</summary>
    public static TensorRole RoleOf(string path) =>
        KerasPaths.RoleOf(path) == TensorRole.TrainingState ? TensorRole.TrainingState : TorchNames.IsCounter(path) ? TensorRole.Other : TensorRole.Weight;
}
