using System.Globalization;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>A model that weight files are checked against: one of the project's own, or a compiled one of a library.</summary>
/// <param name="Now">The class, with what it declares.</param>
/// <param name="Kept">The other versions that its contract keeps.</param>
/// <param name="Migrations">Its migrations.</param>
/// <param name="Groups">Names of its layers by their groups in Keras' weight files.</param>
public sealed record GuardedModel(ContractVersion Now, IReadOnlyList<ContractVersion> Kept, IReadOnlyList<MigrationNode> Migrations, IReadOnlyDictionary<string, string> Groups)
{
    private const string Former = "former";
    private const string Anew = "anew";
    private const string Migration = "migration";

    /// <summary>A model of the project.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kept">The versions that its contract keeps.</param>
    public static GuardedModel Of(ModelSpec model, IEnumerable<ContractVersion> kept)
    {
        var now = ContractVersion.Of(model);
        return new(now, kept.Where(version => !version.HasSameBody(now)).ToArray(), model.Migrations, GroupsOf(model));
    }

    /// <summary>A compiled model, of what its assembly says; null if that can't be read.</summary>
    /// <param name="contract">A contract with the class alone.</param>
    /// <param name="kept">A contract with the other versions; empty if there are none.</param>
    /// <param name="declared">What it declares, as <see cref="Declarations"/> writes it.</param>
    /// <param name="groups">Its groups, as <see cref="GroupLines"/> writes them.</param>
    public static GuardedModel? Read(string contract, string kept, IEnumerable<string> declared, IEnumerable<string> groups)
    {
        if (WeightContract.Parse(contract).Contract is not { } read)
            return null;
        var lines = declared.Select(static line => line.Split(' ')).ToArray();
        var now = read.Current with { Layers = read.Current.Layers.Select(layer => layer with { History = HistoryOf(layer.Name, lines) }).ToEquatableArray() };
        var migrations = lines.Where(static line => line is [Migration, _, _, _]).Select(static line => new MigrationNode(line[1], Number(line[2]), Number(line[3]))).ToArray();
        now = now.With(migrations);
        return new(
            now, WeightContract.Parse(kept).Contract is { } others ? others.Versions.ToArray() : [], migrations,
            groups.Select(static line => line.Split(' ')).Where(static line => line.Length == 2).GroupBy(static line => line[0]).ToDictionary(static same => same.Key, static same => same.First()[1], StringComparer.Ordinal));
    }

    /// <summary>What a class declares of older versions, a line a declaration.</summary>
    public static IEnumerable<string> Declarations(ModelSpec model) => model.Layers
        .SelectMany(static layer => layer.History.FormerNames.Select(former => $"{Former} {layer.KerasName} {former.Name} {Text(former.Since)}")
            .Concat(layer.History.ReinitializedSince is { } since ? [$"{Anew} {layer.KerasName} {Text(since)}"] : []))
        .Concat(model.Migrations.Select(static migration => $"{Migration} {migration.Method} {Text(migration.From)} {Text(migration.To)}"));

    /// <summary>Groups of Keras' weight files with their layers, a line a group.</summary>
    public static IEnumerable<string> GroupLines(ModelSpec model) => GroupsOf(model).Select(static pair => $"{pair.Key} {pair.Value}");

    private static Dictionary<string, string> GroupsOf(ModelSpec model) => KerasWeightPaths.Of(model).Where(static group => group.Layer >= 0).GroupBy(static group => group.Path)
        .ToDictionary(static same => same.Key, same => model.Layers[same.First().Layer].KerasName, StringComparer.Ordinal);

    private static LayerHistory HistoryOf(string layer, IReadOnlyList<string[]> lines)
    {
        var names = lines.Where(line => line is [Former, _, _, _] && line[1] == layer).Select(static line => new FormerName(line[2], Number(line[3]))).ToEquatableArray();
        var anew = lines.FirstOrDefault(line => line is [Anew, _, _] && line[1] == layer);
        return names.Count == 0 && anew is null ? LayerHistory.None : new(names, anew is null ? null : Number(anew[2]));
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
