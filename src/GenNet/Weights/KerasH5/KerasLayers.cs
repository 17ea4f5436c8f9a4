using System.Globalization;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Matching;

namespace GenNet.Weights.KerasH5;

/// <summary>
/// The layers in a Keras 3 <c>.weights.h5</c>. Their groups are called by class and position, <c>layers/dense_1</c>; Keras 3.6 and later note each layer's name
/// beside. Which variable <c>vars/0</c> is only GenNet notes.
/// </summary>
internal static class KerasLayers
{
    /// <summary>The layers with variables, those of a class in the order of their positions.</summary>
    public static IReadOnlyList<StoredLayer> Of(KerasWeightsFile file) => [.. file.Tensors
        .Where(static t => KerasPaths.RoleOf(t.Path) == TensorRole.Weight)
        .GroupBy(static t => KerasPaths.LayerOf(KerasPaths.ObjectOf(t.Path)), StringComparer.Ordinal)
        .Select(group => Layer(file, group.Key, group))
        .OrderBy(static layer => layer.Path, KerasPaths.Order)];

    private static StoredLayer Layer(KerasWeightsFile file, string path, IEnumerable<StoredTensor> arrays)
    {
        return new(
            path, NameOf(file, path), KerasPaths.KindOf(path),
            [.. arrays.OrderBy(static a => KerasPaths.ObjectOf(a.Path), StringComparer.Ordinal).ThenBy(static a => Position(a.Path)).ThenBy(static a => a.Path, StringComparer.Ordinal).Select(static a => new StoredVariable(NameOf(a), a))]);
    }

    /// <summary>The noted name of the layer at <paramref name="path"/>; of one within another model both names, with a slash between them. Null if one isn't noted.</summary>
    public static string? NameOf(KerasWeightsFile file, string path)
    {
        var names = KerasPaths.ObjectsTo(path, file.HasObject).Select(file.NameOf).ToArray();
        return Array.Exists(names, string.IsNullOrEmpty) ? null : string.Join('/', names);
    }

    private static string? NameOf(StoredTensor array) => (array as Hdf5Tensor)?.Attribute(WeightMetadata.VariableName).Text;

    private static int Position(string path) =>
        int.TryParse(path.AsSpan(path.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : int.MaxValue;
}
