using System.Globalization;
using GenNet.Weights.Saving;

namespace GenNet.Weights.Shards;

/// <summary>
/// Names of the files of weights beside an index: <c>x_00000.weights.h5</c>, as Keras calls them, or <c>x-2_00000.weights.h5</c> where the index that is to be replaced names the former: what is saved
/// over itself must not touch the old weights before the new ones are whole.
/// </summary>
internal static class ShardNames
{
    private const string IndexSuffix = ".weights.json";
    private const string Suffix = ".weights.h5";
    private const string Other = "-2";
    private const int Largest = 64 << 20;

    /// <summary>Names for new files.</summary>
    /// <param name="index">Path of the index.</param>
    /// <param name="count">How many.</param>
    /// <param name="old">Names that the old index has.</param>
    public static IReadOnlyList<string> Of(string index, int count, IReadOnlyCollection<string> old)
    {
        var names = Of(StemOf(index), count);
        return names.Intersect(old, StringComparer.OrdinalIgnoreCase).Any() ? Of(StemOf(index) + Other, count) : names;
    }

    /// <summary>Whether a file was saved with that index: only such are ever deleted.</summary>
    public static bool AreOf(string index, string name) => ((string[])[StemOf(index), StemOf(index) + Other]).Any(stem =>
        name.StartsWith(stem + "_", StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > stem.Length + 1 + Suffix.Length
        && !name.AsSpan(stem.Length + 1, name.Length - stem.Length - 1 - Suffix.Length).ContainsAnyExceptInRange('0', '9'));

    /// <summary>Names in the index that is there now; none if there is none, or something else has its name.</summary>
    public static IReadOnlyCollection<string> NamedBy(IFileSystem files, SaveTarget target)
    {
        if (target.Status is null)
            return [];
        using var stream = files.OpenToRead(target.File);
        if (stream.Length > Largest)
            return [];
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        try
        {
            return ShardIndex.Read(new MemoryBytes(target.Name, bytes)).Files;
        }
        catch (WeightFileException)
        {
            return [];
        }
    }

    private static string[] Of(string stem, int count) =>
        [.. Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{stem}_{number:00000}{Suffix}"))];

    private static string StemOf(string index)
    {
        var name = Path.GetFileName(index);
        return name.EndsWith(IndexSuffix, StringComparison.Ordinal) ? name[..^IndexSuffix.Length] : name;
    }
}
