using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>The ways from a contract's versions to the class: by what it declares of its layers, by its migrations, and from version to version by both.</summary>
/// <param name="kept">The versions that the contract keeps.</param>
/// <param name="now">The class, with what it declares.</param>
/// <param name="migrations">Its migrations.</param>
public sealed class VersionWays(IEnumerable<ContractVersion> kept, ContractVersion now, IEnumerable<MigrationNode> migrations)
{
    /// <summary>In place of a version's number, the class.</summary>
    public const int Class = 0;

    private readonly Dictionary<int, ContractVersion> _kept = kept.GroupBy(static version => version.Number).ToDictionary(static same => same.Key, static same => same.First());
    private readonly Dictionary<int, MigrationNode> _migrations = migrations.GroupBy(static migration => migration.From).ToDictionary(static same => same.Key, static same => same.First());
    private readonly Dictionary<int, VersionWay> _found = [];
    private readonly Dictionary<int, DeclaredWay> _toClass = [];

    /// <summary>The way from <paramref name="version"/>, one of the kept ones: the one that changes least, and of such the shortest.</summary>
    public VersionWay Of(ContractVersion version)
    {
        if (_found.TryGetValue(version.Number, out var known))
            return known;
        if (!version.IsDraft && _migrations.TryGetValue(version.Number, out var migration))
            return _found[version.Number] = By(version, migration);
        var best = Step(version, Class, ToClass(version));
        foreach (var next in _kept.Values.Where(next => next.Number > version.Number).OrderBy(static next => next.Number))
        {
            if (best.Severity == ChangeSeverity.Compatible)
                break;
            var way = Step(version, next.Number, DeclaredWay.Of(version, WithHistory(next, version)));
            if (way.Severity != ChangeSeverity.Breaking && Then(way, Of(next)) is { IsWhole: true } longer && longer.Severity < best.Severity)
                best = longer;
        }
        return _found[version.Number] = best;
    }

    private VersionWay By(ContractVersion version, MigrationNode migration)
    {
        var step = new WayStep(version.Number, migration.To, migration.Method, null);
        if (migration.To == Class)
            return new(EquatableArray.Of(step), ChangeSeverity.Compatible, null);
        return _kept.TryGetValue(migration.To, out var next)
            ? Then(new(EquatableArray.Of(step), ChangeSeverity.Compatible, null), Of(next))
            : new(EquatableArray.Of(step), ChangeSeverity.Breaking, $"{migration.Method} leads to version {ArgumentValue.Of(migration.To).Contract}, which the contract doesn't keep");
    }

    private static VersionWay Step(ContractVersion old, int number, DeclaredWay way) =>
        new(EquatableArray.Of(new WayStep(old.Number, number, null, way)), way.Severity, way.Severity == ChangeSeverity.Breaking ? Breaks(way) : null);

    // Asked for with every later version.
    private DeclaredWay ToClass(ContractVersion version)
    {
        if (!_kept.TryGetValue(version.Number, out var known) || !ReferenceEquals(known, version))
            return DeclaredWay.Of(version, now);
        if (!_toClass.TryGetValue(version.Number, out var way))
            _toClass[version.Number] = way = DeclaredWay.Of(version, now);
        return way;
    }

    private static VersionWay Then(VersionWay first, VersionWay rest) =>
        new(first.Steps.Concat(rest.Steps).ToEquatableArray(), first.Severity > rest.Severity ? first.Severity : rest.Severity, rest.Problem);

    private static string Breaks(DeclaredWay way) => string.Join("; ", way.Breaks.Select(static change => change.Layer is null ? change.Text : $"{change.Layer}: {change.Text}"));

    /// <summary>A version with what the class declares of it in an older one: between two kept versions, layers are one if they are one layer of the class.</summary>
    /// <param name="next">The version, or the class.</param>
    /// <param name="old">The older one.</param>
    public ContractVersion WithHistory(ContractVersion next, ContractVersion old)
    {
        if (ReferenceEquals(next, now))
            return next;
        var (before, after) = (ToClass(old), ToClass(next));
        var present = after.OldNames.GroupBy(static pair => pair.Value).ToDictionary(static same => same.Key, static same => same.First().Key, StringComparer.Ordinal);
        return next with
        {
            Layers = next.Layers.Select(layer => present.TryGetValue(layer.Name, out var name) ? layer with { History = HistoryOf(layer.Name, name) } : layer).ToEquatableArray(),
        };

        LayerHistory HistoryOf(string between, string name) => new(
            before.OldNames.TryGetValue(name, out var former) && former != between ? EquatableArray.Of(new FormerName(former, next.Number)) : default,
            after.BeginAnew.Contains(name) ? next.Number : null);
    }
}

/// <summary>A way from a version to the class.</summary>
/// <param name="Steps">Its steps, as far as there are any.</param>
/// <param name="Severity">The worst that happens on it.</param>
/// <param name="Problem">Why it leads nowhere; null if it leads to the class.</param>
public sealed record VersionWay(EquatableArray<WayStep> Steps, ChangeSeverity Severity, string? Problem)
{
    /// <summary>Whether it leads to the class.</summary>
    public bool IsWhole => Problem is null;
}

/// <summary>A step on the way from version to version.</summary>
/// <param name="From">The version that it begins with.</param>
/// <param name="To">The version that it leads to; <see cref="VersionWays.Class"/> for the class.</param>
/// <param name="Method">Name of the migration; null if names decide.</param>
/// <param name="Way">What becomes of the weights by names; null of a migration.</param>
public sealed record WayStep(int From, int To, string? Method, DeclaredWay? Way);
