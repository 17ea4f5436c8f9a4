using GenNet.Weights.Npz;

namespace GenNet.Weights;

/// <summary>
/// Arrays without names, <c>numpy.savez(path, *model.get_weights())</c>: <c>arr_0</c>, <c>arr_1</c>, … What each is, its position alone tells, and that only where the caller says so.
/// </summary>
internal static class UnnamedArrays
{
    private const string Prefix = "arr_";

    /// <summary>Whether no array of a file has a name.</summary>
    public static bool Are(IWeightContainer file) => file.Tensors.Count > 0 && file.Tensors.All(static array => NumberOf(array.Path) is not null);

    /// <summary>The arrays as layers of <paramref name="model"/>, in the order of Keras' <c>model.get_weights()</c>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The class.</param>
    /// <param name="options">Whether positions decide: else they belong to no layer.</param>
    public static IReadOnlyList<StoredLayer> LayersOf(IWeightContainer file, ExpectedModel model, LoadOptions options)
    {
        StoredTensor[] arrays = [.. file.Tensors.OrderBy(static array => NumberOf(array.Path))];
        if (!options.GoesByPosition)
            return [new("", null, null, [.. arrays.Select(static array => new StoredVariable(null, array))])];
        var stored = new StoredLayer?[model.Layers.Count];
        var next = 0;
        foreach (var i in model.ListOrder)
        {
            var layer = model.Layers[i];
            StoredVariable[] variables = [.. layer.Variables.Zip(arrays[next..], static (variable, array) => new StoredVariable(variable.Name, array))];
            next += variables.Length;
            stored[i] = variables.Length == 0 ? null : new(layer.Group, null, layer.KindInNames, variables);
        }
        return
        [
            .. model.KerasOrder.Select(i => stored[i]).OfType<StoredLayer>(),
            .. arrays[next..].Select(static array => new StoredLayer(array.Path, array.Path, null, [new(null, array)])),
        ];
    }

    private static int? NumberOf(string path) =>
        path == NpzFile.SingleArray ? 0
        : path.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(path.AsSpan(Prefix.Length), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
