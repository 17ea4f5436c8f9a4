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

    /// <summary>The way from <paramref name="version"/>, one of the kept ones: by its migration, or by names to the class or to a version that a migration departs from, whichever changes least.</summary>
    public VersionWay Of(ContractVersion version)
    {
        if (!_found.TryGetValue(version.Number, out var way))
            _found[version.Number] = way = WithAxesBetween(version, Find(version));
        return way;
    }

    private VersionWay Find(ContractVersion version)
    {
        if (MigrationFrom(version) is { } migration)
            return By(version, migration);
        var best = Step(version, Class, ToClass(version));
        // What names make of a version in two steps they make of it in one, and only that one sees what both together did.
        foreach (var next in _kept.Values.Where(next => next.Number > version.Number && MigrationFrom(next) is not null).OrderBy(static next => next.Number))
        {
            if (best.Severity == ChangeSeverity.Compatible)
                break;
            var way = Step(version, next.Number, DeclaredWay.Of(version, WithHistory(next, version)));
            if (way.IsWhole && Then(way, Of(next)) is { IsWhole: true } longer && longer.Severity < best.Severity)
                best = longer;
        }
        return best;
    }

    private MigrationNode? MigrationFrom(ContractVersion version) => !version.IsDraft && _migrations.TryGetValue(version.Number, out var migration) ? migration : null;

    private VersionWay By(ContractVersion version, MigrationNode migration)
    {
        var step = new WayStep(version.Number, migration.To, migration.Method, null);
        if (migration.To == Class)
            return WithWhatCameAfter(version, new(EquatableArray.Of(step), []));
        return _kept.TryGetValue(migration.To, out var next)
            ? Then(new(EquatableArray.Of(step), []), Of(next))
            : new(EquatableArray.Of(step), []) { Astray = $"{migration.Method} leads to version {ArgumentValue.Of(migration.To).Contract}, which the contract doesn't keep" };
    }

    // A migration was written for the class as it was then: where the newest version means something else since, and nobody said what becomes of it, so does what the migration makes. Shapes it is held to
    // by the compiler, and by the load.
    private VersionWay WithWhatCameAfter(ContractVersion version, VersionWay way)
    {
        var newest = _kept.Values.Where(other => other.Number > version.Number && !other.IsDraft).OrderBy(static other => other.Number).LastOrDefault();
        if (newest is null || MigrationFrom(newest) is not null)
            return way;
        var since = Of(newest);
        return since.Severity == ChangeSeverity.Behaviour ? way with { Refused = since.Refused, AsOf = newest.Number } : way;
    }

    // An input may get other sides on the whole way and on no step of it, as 4,6 by 24 to 6,4: then no migration was asked about it.
    private VersionWay WithAxesBetween(ContractVersion version, VersionWay way)
    {
        if (!way.IsWhole || way.Steps.Count < 2)
            return way;
        var last = way.Steps[way.Steps.Count - 1].From;
        var folds = ToClass(version).Changes.Where(change => IsFold(change) && !change.Readers.All(reader => reader.History.AlwaysBeginsAnew(last))).ToArray();
        if (folds.Length == 0)
            return way;
        var versions = way.Steps.Select(step => step.To == Class ? now : _kept[step.To]).Prepend(version).ToArray();
        return versions.Zip(versions.Skip(1), (before, after) => DeclaredWay.Of(before, WithHistory(after, before))).Any(static step => step.Changes.Any(IsFold)) ? way
            : way with { Refused = [.. way.Refused, .. folds] };
    }

    private static bool IsFold(ContractChange change) => change.Kind == ChangeKind.InputsChanged && change.Readers.Count > 0;

    private static VersionWay Step(ContractVersion old, int number, DeclaredWay way) =>
        new(EquatableArray.Of(new WayStep(old.Number, number, null, way)), [.. way.Refused]) { IsBroken = way.Severity == ChangeSeverity.Breaking };

    // Asked for with every later version.
    private DeclaredWay ToClass(ContractVersion version)
    {
        if (!_kept.TryGetValue(version.Number, out var known) || !ReferenceEquals(known, version))
            return DeclaredWay.Of(version, now);
        if (!_toClass.TryGetValue(version.Number, out var way))
            _toClass[version.Number] = way = DeclaredWay.Of(version, now);
        return way;
    }

    private static VersionWay Then(VersionWay first, VersionWay rest) => new(first.Steps.Concat(rest.Steps).ToEquatableArray(), [.. first.Refused, .. rest.Refused])
    {
        IsBroken = first.IsBroken || rest.IsBroken,
        Astray = first.Astray ?? rest.Astray,
    };

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

/// <summary>A way from a version to the class. Build and loader go by it alone: a file of the version loads without further options if, and only if, nothing of it is refused.</summary>
/// <param name="Steps">Its steps, as far as there are any.</param>
/// <param name="Refused">What a load refuses.</param>
public sealed record VersionWay(EquatableArray<WayStep> Steps, IReadOnlyList<ContractChange> Refused)
{
    /// <summary>Whether arrays of such files don't fit, are missing or left over.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Why its migrations lead to no class; null if they do, or if there are none.</summary>
    public string? Astray { get; init; }

    /// <summary>The later version that it is refused with: its migration was written for the class before that changed. Null if there is none.</summary>
    public int? AsOf { get; init; }

    /// <summary>Whether it leads to the class, be it with another meaning.</summary>
    public bool IsWhole => !IsBroken && Astray is null;

    /// <summary>The worst that happens on it.</summary>
    public ChangeSeverity Severity => !IsWhole ? ChangeSeverity.Breaking : Refused.Count > 0 ? ChangeSeverity.Behaviour : ChangeSeverity.Compatible;

    /// <summary>What a load of such a file is refused for, in words; null if it isn't.</summary>
    public string? Problem => Severity == ChangeSeverity.Compatible ? null
        : string.Join("; ", (Astray is null ? [] : new[] { Astray }).Concat(Refused.Select(static change => change.Layer is null ? change.Text : $"{change.Layer}: {change.Text}")));
}

/// <summary>A step on the way from version to version.</summary>
/// <param name="From">The version that it begins with.</param>
/// <param name="To">The version that it leads to; <see cref="VersionWays.Class"/> for the class.</param>
/// <param name="Method">Name of the migration; null if names decide.</param>
/// <param name="Way">What becomes of the weights by names; null of a migration.</param>
public sealed record WayStep(int From, int To, string? Method, DeclaredWay? Way);
