using System.Globalization;

namespace GenNet.Weights.Hdf5.Writing;

/// <summary>
/// Lists of names that are longer than an attribute may be. Keras cuts them into the fewest near-equal parts that fit, <c>layer_names0</c>, <c>layer_names1</c>, …, whose texts all take the bytes of
/// the longest.
/// </summary>
internal static class LongList
{
    // A reference to a text takes 16 bytes, and an attribute 65503 at most.
    private const int MostReferences = 4000;

    /// <summary>The parts of a list; none if it fits one attribute as it is.</summary>
    public static IReadOnlyList<(string Name, string[] Texts)> PartsOf(string name, IReadOnlyList<string> texts)
    {
        if (HeaderWriter.Fits(texts) && texts.Count <= MostReferences)
            return [];
        for (var count = 1; ; count++)
        {
            var parts = Split([.. texts], count);
            if (parts.All(HeaderWriter.Fits))
                return [.. parts.Select((part, i) => (string.Create(CultureInfo.InvariantCulture, $"{name}{i}"), part))];
        }
    }

    // As numpy.array_split: the first parts have one more.
    private static string[][] Split(string[] texts, int count)
    {
        var (size, more) = Math.DivRem(texts.Length, count);
        return [.. Enumerable.Range(0, count).Select(i => texts.AsSpan((i * size) + Math.Min(i, more), size + (i < more ? 1 : 0)).ToArray())];
    }
}
