using System.Globalization;
using GenNet.Weights;
using GenNet.Weights.KerasH5;
using GenNet.Weights.Safetensors;

namespace GenNet;

public abstract partial class Model
{
    /// <summary>
    /// Saves the weights, and nothing else: neither the architecture nor the state of an optimizer. Python's Keras 3 loads the file into the same architecture. What
    /// was at <paramref name="path"/> stays until the new file is whole and on the disk, its name included where the system can do that (not on Windows).
    /// </summary>
    /// <remarks>
    /// <para>
    /// What the target is, it stays: symbolic links are followed; owner, group, mode, access list and <c>user.</c> attributes are kept (Windows: access list, attributes
    /// and streams); a file that is read-only is refused, for administrators too. A new file gets the mode of any new file.
    /// </para>
    /// <para>
    /// The new content is written to a hidden file <c>.gennet-*.tmp</c> beside the target, which then takes its place in one step. What a killed save left there
    /// the next save of that path removes. Where the target can't be replaced without losing something, it is overwritten in place once the new content is whole on
    /// the disk: a file with hard links, a file that is a mount of its own (Docker's <c>-v file:file</c>), one whose owner can't be given to the new file, and one in a
    /// folder that takes no new files (the new content is kept in the temporary folder meanwhile). Only there a kill or a power cut while it is overwritten leaves half a file.
    /// </para>
    /// </remarks>
    /// <param name="path">The file; its name ends with <c>.weights.h5</c>, or with <c>.safetensors</c> for arrays named as <c>conv1/kernel</c>.</param>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder; none is created.</exception>
    /// <exception cref="IOException">The file can't be written: the disk is full, the path is a folder, another program has the file open. An old one is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or neither it nor its folder may be written to. It is unchanged.</exception>
    public void SaveWeights(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var metadata = new Dictionary<string, string>
        {
            [WeightMetadata.Model] = Description.FullName,
            [WeightMetadata.ContractVersion] = Description.ContractVersion.ToString(CultureInfo.InvariantCulture),
            [WeightMetadata.ContractHash] = Description.ContractHash,
        };
        using var reading = ReadWeightsForLong();
        foreach (var (name, part) in WeightMetadata.PartsOf(Description.Contract))
            metadata[name] = part;
        if (path.EndsWith(SafetensorsWriter.Suffix, StringComparison.Ordinal))
            SafetensorsWriter.Save(path, NamedArrays(reading.Weights), metadata);
        else
            KerasWeightsWriter.Save(path, KerasObjects(reading.Weights), metadata);
    }

    private Dictionary<string, ArrayToWrite> NamedArrays(WeightArena weights) =>
        Layers.Zip(Description.Layers).SelectMany(static pair => pair.First.Variables.Select(v => (Name: pair.Second.NameOf(v.Description), Variable: v)))
            .ToDictionary(static v => v.Name, v => ArrayOf(v.Variable, weights));

    private static ArrayToWrite ArrayOf(Variable variable, WeightArena weights) => variable.Description.DType == DType.Float32
        ? ArrayToWrite.Of(variable.Shape, () => weights.Of(variable.Description))
        : ArrayToWrite.Of(variable.Shape, variable.Description.DType, () => weights.BytesOf(variable.Description));

    private IEnumerable<KerasObject> KerasObjects(WeightArena weights)
    {
        // A weight of a model's own lies in the group of that model.
        var own = Description.WeightGroups.Where(IsOwn).ToLookup(static group => group.Path, group => Layers[group.Layer].Variables[0], StringComparer.Ordinal);
        yield return ObjectOf("", Description.KerasName, own[""], weights);
        foreach (var group in Description.WeightGroups.Where(group => !IsOwn(group)))
        {
            var variables = group.Layer < 0 ? own[group.Path] : Layers[group.Layer].Variables;
            yield return ObjectOf(group.Path, group.Name, variables.Where(static v => v.Description.Path.Length == 0 || v.Description.AlsoAt is { Length: 0 }), weights);
            foreach (var (path, name) in variables.SelectMany(static v => InnerObjects(v.Description)).Distinct())
                yield return ObjectOf($"{group.Path}/{path}", name, variables.Where(v => v.Description.Path == path || v.Description.AlsoAt == path), weights, inner: path);
        }
    }

    private bool IsOwn(WeightGroupDescription group) => group.Layer >= 0 && Description.Layers[group.Layer].IsVariable;

    // Every object that the path leads through, each with its own name: forward_layer, called forward_lstm, and forward_layer/cell, called lstm_cell.
    private static IEnumerable<(string Path, string Name)> InnerObjects(VariableDescription variable)
    {
        var names = variable.Scope.Split('/');
        var parts = variable.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var depth = 1; depth <= parts.Length; depth++)
            yield return (string.Join('/', parts[..depth]), depth <= names.Length ? names[depth - 1] : "");
    }

    // What lies there once more has its own name there, without that of the layer that it belongs to.
    private static KerasObject ObjectOf(string path, string name, IEnumerable<Variable> variables, WeightArena weights, string inner = "") =>
        new(path, name, [.. variables.Select(v => ArrayOf(v, weights))]) { VariableNames = [.. variables.Select(v => v.Description.Path == inner ? v.Name : v.Description.LeafName)] };
}
