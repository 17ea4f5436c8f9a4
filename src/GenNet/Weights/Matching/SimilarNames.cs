namespace GenNet.Weights.Matching;

/// <summary>Names that a reader takes for the same: C# calls <c>Dense1</c> what Keras calls <c>dense_1</c>. Only messages go by them, no load does.</summary>
internal static class SimilarNames
{
    /// <summary>The one of <paramref name="names"/> that differs from <paramref name="name"/> in case, underscores, hyphens or dots alone; null if none does, or several do.</summary>
    public static string? Find(string name, IEnumerable<string> names)
    {
        var letters = Letters(name);
        string[] similar = [.. names.Where(other => other != name && Letters(other).Equals(letters, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).Take(2)];
        return similar is [var only] ? only : null;
    }

    private static string Letters(string name) => string.Concat(name.Where(static c => c is not ('_' or '-' or '.')));
}
