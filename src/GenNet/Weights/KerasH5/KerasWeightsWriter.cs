using System.Globalization;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Hdf5.Writing;
using GenNet.Weights.Saving;

namespace GenNet.Weights.KerasH5;

/// <summary>An object of a Keras 3 <c>.weights.h5</c> with its own variables: the model, a layer, an optimizer.</summary>
/// <param name="Path">Its group: <c>layers/dense</c>; empty for the model itself.</param>
/// <param name="Name">Its name in Keras.</param>
/// <param name="Variables">Its variables in order; none for a layer without weights, whose group Keras writes as well.</param>
internal sealed record KerasObject(string Path, string Name, IReadOnlyList<ArrayToWrite> Variables)
{
    /// <summary>Names of its variables, which Keras itself does not note; null to note none.</summary>
    public IReadOnlyList<string>? VariableNames { get; init; }
}

/// <summary>Writes Keras 3 <c>.weights.h5</c> files as Keras writes them: same paths, types, shapes and attributes.</summary>
internal static class KerasWeightsWriter
{
    /// <summary>Writes a file, replacing an old one only when the new one is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="objects">What it holds.</param>
    /// <param name="metadata">Attributes of the root, which Keras ignores.</param>
    /// <exception cref="ArgumentException">An object occurs twice.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or may not be written to.</exception>
    public static void Save(string path, IEnumerable<KerasObject> objects, IReadOnlyDictionary<string, string> metadata) =>
        FileSaver.Default.Save(path, stream => Hdf5Writer.Write(RootOf(objects, metadata), stream));

    internal static GroupToWrite RootOf(IEnumerable<KerasObject> objects, IReadOnlyDictionary<string, string> metadata)
    {
        var root = new GroupToWrite();
        foreach (var (name, value) in metadata)
            root.Attributes[name] = Hdf5Attribute.Of(value);
        foreach (var item in objects)
        {
            var variables = root.Group(KerasPaths.VariablesOf(item.Path));
            if (!variables.Attributes.TryAdd("name", Hdf5Attribute.Of(item.Name)))
                throw new ArgumentException($"There are two objects at \"{item.Path}\".", nameof(objects));
            for (var i = 0; i < item.Variables.Count; i++)
            {
                var key = i.ToString(CultureInfo.InvariantCulture);
                variables.Add(key, item.Variables[i]);
                if (item.VariableNames is { } names)
                    variables.AttributesOf(key)[WeightMetadata.VariableName] = Hdf5Attribute.Of(names[i]);
            }
        }
        return root;
    }
}
