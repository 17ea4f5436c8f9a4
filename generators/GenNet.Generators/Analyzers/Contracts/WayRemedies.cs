using System.Globalization;
using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>What lets files of an older version load again. A declaration is only offered once the differ finds that with it nothing is left to refuse.</summary>
/// <param name="comparison">The class and its contract.</param>
/// <param name="refused">All versions whose files are refused, and why.</param>
internal sealed class WayRemedies(ModelComparison comparison, IReadOnlyList<(ContractVersion Version, VersionWay Way)> refused)
{
    private readonly ContractVersion _now = comparison.Now;

    /// <summary>The remedies for <paramref name="version"/>, the likeliest first.</summary>
    public string Of(ContractVersion version, VersionWay way)
    {
        var number = Text(version.Number);
        var remedies = new List<string>();
        if (way is { AsOf: { } later, Steps: [{ Method: { } written }, ..] })
            remedies.Add($"have {written} return WeightsV{Text(later)}, which it was written for, and say what becomes of version {Text(later)}");
        else if (way.Steps[0].Method is { } method)
            remedies.Add($"make {method} lead from version {number} to the class, so that it returns Weights");
        else
        {
            if (Names(version, way) is { } names)
                remedies.Add($"say what {(names.Contains(" and ") ? "these layers were" : "the layer was")} called with {names}");
            if (Anew(version, way) is { } anew)
                remedies.Add($"begin weights anew with {anew}");
            remedies.Add($"say with [WeightMigration(From = {number})] on a method what becomes of the old weights, '=> fresh' where those that fit are right as they are");
        }
        return string.Join(", or ", remedies.Append($"take version {number} out of {comparison.File!.FileName} if nobody has such files"));
    }

    // Layers in an order of execution that have changed their names alone.
    private string? Names(ContractVersion version, VersionWay way)
    {
        var (before, after) = (WithVariables(version), WithVariables(_now));
        if (before.Length != after.Length)
            return null;
        var since = SinceOf(version, way);
        var names = before.Zip(after, static (old, now) => (Old: old, Now: now)).Where(static pair => pair.Old.Name != pair.Now.Name).ToArray();
        if (names.Length == 0 || Array.Exists(names, pair => PropertyOf(pair.Now.Name) is null))
            return null;
        var formerNames = names.ToDictionary(static pair => pair.Now.Name, pair => new FormerName(pair.Old.Name, since), StringComparer.Ordinal);
        return Lets(version, layer => formerNames.TryGetValue(layer.Name, out var former) ? layer.History with { FormerNames = layer.History.FormerNames.Where(known => known.Name != former.Name).Append(former).ToEquatableArray() } : layer.History)
            ? string.Join(" and ", names.Select(pair => $"[FormerName({ArgumentValue.Of(pair.Old.Name).CSharp}, Since = {Text(since)})] on {PropertyOf(pair.Now.Name)}"))
            : null;
    }

    private string? Anew(ContractVersion version, VersionWay way)
    {
        var layers = LayersOf(way);
        if (layers.Count == 0 || layers.Any(layer => PropertyOf(layer) is null))
            return null;
        var since = SinceOf(version, way);
        return Lets(version, layer => layers.Contains(layer.Name) ? layer.History with { ReinitializedSince = since } : layer.History)
            ? $"[Reinitialized(Since = {Text(since)})] on {string.Join(", ", layers.Select(PropertyOf).Distinct())}"
            : null;
    }

    private bool Lets(ContractVersion version, Func<ContractLayer, LayerHistory> historyOf)
    {
        var declared = _now with { Layers = _now.Layers.Select(layer => layer with { History = historyOf(layer) }).ToEquatableArray() };
        var way = DeclaredWay.Of(version, declared);
        return way.Severity == ChangeSeverity.Compatible && declared.Layers.Any(layer => layer.Variables.Count > 0 && !way.BeginAnew.Contains(layer.Name));
    }

    // The newest version of those that the same layers are refused of is the last one that has them as they were.
    private int SinceOf(ContractVersion version, VersionWay way)
    {
        var layers = LayersOf(way);
        return refused.Where(other => other.Version.Number > version.Number && !other.Version.IsDraft && LayersOf(other.Way).Overlaps(layers)).Select(static other => other.Version.Number).DefaultIfEmpty(version.Number).Max() + 1;
    }

    private HashSet<string> LayersOf(VersionWay way) => new(
        way.Refused.SelectMany(static change => change.Parts).Where(static part => part.OwnSeverity != ChangeSeverity.Compatible)
            .SelectMany(part => part.New is { } layer ? part.Readers.Append(layer) : part.Readers).Where(static layer => layer.Variables.Count > 0)
            .SelectMany(layer => DeclaredWith(layer.Name)), StringComparer.Ordinal);

    // One declaration is all elements of a list.
    private IEnumerable<string> DeclaredWith(string layer) => ChangeFixes.NodeOf(layer, comparison) is { } node
        ? comparison.Model.Layers.Where(other => other.Declaration == node.Declaration).Select(static other => other.KerasName)
        : [layer];

    // Names in a model among the layers are declared in its class, and those of a list by the list.
    private string? PropertyOf(string layer) => ChangeFixes.NodeOf(layer, comparison) is { } node && node.Property == node.Declaration ? node.Property : null;

    private static ContractLayer[] WithVariables(ContractVersion version) => [.. version.Layers.Where(static layer => layer.IsVariable)
        .Concat(version.LayersInOrderOfCalls.Where(static layer => !layer.IsVariable)).Where(static layer => layer.Variables.Count > 0)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
