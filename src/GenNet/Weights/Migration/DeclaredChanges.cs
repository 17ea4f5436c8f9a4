namespace GenNet.Weights;

/// <summary>What a class declares of layers of an older version, in words.</summary>
internal static class DeclaredChanges
{
    /// <summary>One text a layer.</summary>
    /// <param name="names">Names in the file by the present ones, of layers that are called otherwise there.</param>
    /// <param name="beginAnew">Present names of layers that take nothing from it.</param>
    /// <param name="dropped">Names in the file of layers that nobody takes.</param>
    public static IReadOnlyList<string> Of(IReadOnlyDictionary<string, string> names, IReadOnlyCollection<string> beginAnew, IReadOnlyCollection<string> dropped) =>
    [
        .. names.Where(pair => !beginAnew.Contains(pair.Key)).Select(static pair => $"{pair.Key} was called '{pair.Value}'"),
        .. beginAnew.Order(StringComparer.Ordinal).Select(static layer => $"{layer} begins anew"),
        .. dropped.Where(layer => !beginAnew.Contains(layer)).Order(StringComparer.Ordinal).Select(static layer => $"'{layer}' is dropped"),
    ];
}
