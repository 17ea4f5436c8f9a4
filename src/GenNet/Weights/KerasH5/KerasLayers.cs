using System.Globalization;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Matching;

namespace GenNet.Weights.KerasH5;

/// <summary>
/// The layers in a Keras 3 <c>.weights.h5</c>. Their groups are called by class and position, <c>layers/dense_1</c>; Keras 3.6 and later note each layer's name
/// beside. Which variable <c>vars/0</c> is only GenNet notes; <c>vars/gamma</c> is called so by the layer's own code.
/// </summary>
internal static class KerasLayers
{
    /// <summary>The layers with variables, those of a class in the order of their positions.</summary>
    public static IReadOnlyList<StoredLayer> Of(KerasWeightsFile file) => Of(file.Tensors, path => NameOf(file, path));

    /// <summary>The layers of arrays with such paths.</summary>
    /// <param name="arrays">The arrays.</param>
    /// <param name="nameOf">The name that is noted for the layer at a path; null if none is.</param>
    public static IReadOnlyList<StoredLayer> Of(IEnumerable<StoredTensor> arrays, Func<string, string?> nameOf) => [.. arrays
        .Where(static t => KerasPaths.RoleOf(t.Path) == TensorRole.Weight)
        .GroupBy(static t => KerasPaths.LayerOf(KerasPaths.ObjectOf(t.Path)), StringComparer.Ordinal)
        .Select(group => Layer(nameOf, group.Key, [.. group]))
        .OrderBy(static layer => KerasPaths.PlaceOf(layer.Path))];

    private static StoredLayer Layer(Func<string, string?> nameOf, string path, StoredTensor[] arrays)
    {
        Array.Sort(arrays, static (a, b) => Compare(a.Path, b.Path));
        // Where one of an object's arrays has a name, so have all: a number beside it is one.
        var named = arrays.Where(static array => KerasPaths.VariableIn(array.Path) is not null).Select(static array => KerasPaths.ObjectOf(array.Path)).ToHashSet(StringComparer.Ordinal);
        return new(path, nameOf(path), KerasPaths.KindOf(path), Array.ConvertAll(arrays, a => new StoredVariable(NameOf(a) ?? (named.Count > 0 && named.Contains(KerasPaths.ObjectOf(a.Path)) ? NameIn(path, a.Path) : null), a)));
    }

    // By their objects, and within one by position: 2 before 10.
    private static int Compare(string a, string b)
    {
        var order = KerasPaths.ObjectIn(a).SequenceCompareTo(KerasPaths.ObjectIn(b));
        if (order == 0)
            order = Position(a).CompareTo(Position(b));
        return order != 0 ? order : string.CompareOrdinal(a, b);
    }

    /// <summary>The noted name of the layer at <paramref name="path"/>; of one within another model both names, with a slash between them. Null if one isn't noted.</summary>
    public static string? NameOf(KerasWeightsFile file, string path)
    {
        string? names = "";
        foreach (var item in KerasPaths.ObjectsTo(path, file.HasObject))
        {
            var name = file.NameOf(item);
            names = names is null || string.IsNullOrEmpty(name) ? null : names.Length == 0 ? name : $"{names}/{name}";
        }
        return names;
    }

    private static string? NameOf(StoredTensor array) => (array as Hdf5Tensor)?.Attribute(WeightMetadata.VariableName).Text;

    // Of what lies in the layer, with the way to it.
    private static string NameIn(string layer, string path)
    {
        var name = KerasPaths.VariableIn(path) ?? path[(path.LastIndexOf('/') + 1)..];
        var item = KerasPaths.ObjectIn(path);
        return item.Length <= layer.Length ? name : layer.Length == 0 ? $"{item}/{name}" : $"{item[(layer.Length + 1)..]}/{name}";
    }

    private static int Position(string path) =>
        int.TryParse(path.AsSpan(path.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : int.MaxValue;
}
