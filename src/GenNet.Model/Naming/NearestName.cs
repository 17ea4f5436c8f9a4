namespace GenNet.Naming;

/// <summary>Which of some names somebody may have meant by another one.</summary>
public static class NearestName
{
    // A third of a name may be mistyped.
    private const int LettersForAMistake = 3;

    /// <summary>The nearest of <paramref name="names"/>: the same in another case or without what joins words, one of a path, one with few other letters; null if none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="names">What there is.</param>
    public static string? Of(string name, IEnumerable<string> names) => names
        .Select(candidate => (Name: candidate, Distance: DistanceOf(name, candidate)))
        .Where(candidate => candidate.Distance <= Math.Max(1, name.Length / LettersForAMistake))
        .OrderBy(static candidate => candidate.Distance).ThenBy(static candidate => candidate.Name, StringComparer.Ordinal)
        .Select(static candidate => candidate.Name).FirstOrDefault();

    private static int DistanceOf(string name, string candidate)
    {
        var (written, there) = (Letters(name), Letters(candidate));
        if (written == there)
            return 0;
        return written.Length > 0 && (Letters(LastOf(name)) == there || written == Letters(LastOf(candidate))) ? 1 : Edits(written, there);
    }

    private static string LastOf(string path) => path.Substring(path.LastIndexOf('/') + 1);

    private static string Letters(string name) => new(name.Where(static c => c is not ('_' or '-' or ' ')).Select(char.ToLowerInvariant).ToArray());

    // Letters put in, left out, or written for others.
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)));
        }
        return row[to.Length];
    }
}
