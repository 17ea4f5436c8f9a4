using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>What still stands of a contract that can't be read as a whole, as after a merge whose conflicts are not settled: older versions, which what was merged didn't touch.</summary>
public static class ReadableVersions
{
    private const string Version = "version ";
    private const string Model = "model ";

    /// <summary>The contract with those versions of <paramref name="text"/> that can be read, each by itself; null if there is none, or no telling whose they are.</summary>
    public static WeightContract? Of(string text)
    {
        var lines = text.TrimStart('\ufeff').Split('\n').Select(static line => line.TrimEnd('\r')).ToArray();
        if (lines.FirstOrDefault(static line => ContractText.GrammarOf(line.TrimEnd()) is not null) is not { } grammar
            || lines.Where(static line => line.StartsWith(Model, StringComparison.Ordinal)).Distinct().ToArray() is not [var model])
        {
            return null;
        }
        var starts = Enumerable.Range(0, lines.Length).Where(i => lines[i].StartsWith(Version, StringComparison.Ordinal)).ToArray();
        var versions = starts
            .Select((start, i) => lines.Skip(start).Take((i + 1 < starts.Length ? starts[i + 1] : lines.Length) - start))
            .Select(block => WeightContract.Parse(string.Join("\n", block.Prepend(model).Prepend(grammar)) + "\n").Contract)
            .OfType<WeightContract>()
            .ToArray();
        return versions.Length == 0 ? null : versions[0] with { Versions = versions.Select(static contract => contract.Current).ToEquatableArray() };
    }
}
