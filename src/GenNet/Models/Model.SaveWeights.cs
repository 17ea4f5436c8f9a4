using System.Globalization;
using GenNet.Weights;
using GenNet.Weights.KerasH5;
using GenNet.Weights.Safetensors;

namespace GenNet;

public abstract partial class Model
{
    /// <summary>
    /// Saves the weights, and nothing else: neither the architecture nor the state of an optimizer. Python's Keras 3 loads the file into the same architecture. What
    /// was at <paramref name="path"/> stays until the new file is whole and on the disk.
    /// </summary>
    /// <param name="path">The file; its name ends with <c>.weights.h5</c>, or with <c>.safetensors</c> for arrays named as <c>conv1/kernel</c>.</param>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The file can't be written; an old one is still there.</exception>
    public void SaveWeights(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var metadata = new Dictionary<string, string>
        {
            [WeightMetadata.Model] = Description.FullName,
            [WeightMetadata.ContractVersion] = Description.ContractVersion.ToString(CultureInfo.InvariantCulture),
            [WeightMetadata.ContractHash] = Description.ContractHash,
        };
        if (path.EndsWith(SafetensorsWriter.Suffix, StringComparison.Ordinal))
            SafetensorsWriter.Save(path, NamedArrays(), metadata);
        else
            KerasWeightsWriter.Save(path, KerasObjects(), metadata);
    }

    private Dictionary<string, ArrayToWrite> NamedArrays() =>
        Layers.SelectMany(static l => l.Variables).ToDictionary(static v => $"{v.LayerName}/{v.Name}", ArrayOf);

    private static ArrayToWrite ArrayOf(Variable variable) => ArrayToWrite.Of(variable.Shape, () => variable.Values);

    private IEnumerable<KerasObject> KerasObjects()
    {
        yield return new("", Description.KerasName, []);
        foreach (var group in Description.WeightGroups)
        {
            ArrayToWrite[] variables = group.Layer < 0 ? [] : [.. Layers[group.Layer].Variables.Select(ArrayOf)];
            yield return new(group.Path, group.Name, variables);
        }
    }
}
