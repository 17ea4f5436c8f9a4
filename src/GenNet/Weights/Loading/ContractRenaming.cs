using GenNet.Contracts;
using GenNet.Naming;
using GenNet.Specs;
using GenNet.Weights.Matching;

namespace GenNet.Weights;

/// <summary>
/// Gives layers of a saved contract the names that their counterparts have in the class. Keras' own names count what a program has made so far, so the same
/// model comes with others: by those, every layer would be compared with its neighbour.
/// </summary>
internal static class ContractRenaming
{
    /// <summary>The contract with other names.</summary>
    /// <param name="saved">What a file was saved with.</param>
    /// <param name="now">What the class is.</param>
    /// <param name="matched">Names of the class by those in the file, of layers that the loader has matched by position.</param>
    /// <returns><paramref name="saved"/> itself if nothing is to be renamed.</returns>
    public static ContractVersion ToNamesOf(ContractVersion saved, ContractVersion now, IReadOnlyDictionary<string, string> matched)
    {
        var names = new Dictionary<string, string>(matched, StringComparer.Ordinal);
        AddWithoutVariables(saved, now, names);
        if (names.All(static pair => pair.Key == pair.Value))
            return saved;
        var layers = saved.Layers.Select(layer => layer with
        {
            Name = NewName(layer.Name),
            Calls = layer.Calls.Select(call => call.Select(New).ToEquatableArray()).ToEquatableArray(),
        }).ToEquatableArray();
        return layers.Select(static l => l.Name).Distinct().Count() < layers.Count
            ? saved
            : saved with
            {
                Layers = layers,
                Operations = saved.Operations.Select(o => o with { Inputs = o.Inputs.Select(New).ToEquatableArray() }).ToEquatableArray(),
                Outputs = saved.Outputs.Select(New).ToEquatableArray(),
            };

        string NewName(string name) => names.GetValueOrDefault(name, name);

        ContractValue New(ContractValue value) => value.IsLayer ? value with { Name = NewName(value.Name) } : value;
    }

    // Layers without variables are nothing to the loader; those of a class go by their numbers.
    private static void AddWithoutVariables(ContractVersion saved, ContractVersion now, Dictionary<string, string> names)
    {
        var kinds = Automatic(now).ToLookup(static l => l.Kind, static l => l.Name, StringComparer.Ordinal);
        foreach (var kind in Automatic(saved).GroupBy(static l => l.Kind, static l => l.Name, StringComparer.Ordinal))
        {
            string[] before = [.. kind], after = [.. kinds[kind.Key]];
            if (before.Length != after.Length)
                continue;
            foreach (var (old, @new) in before.Zip(after))
                names.TryAdd(old, @new);
        }
    }

    private static IEnumerable<(string Kind, string Name)> Automatic(ContractVersion version) => version.Layers
        .Where(static l => l.Variables.Count == 0 && AutomaticNames.Is(l.Name, LayerClass.InNames(l.Kind)))
        .OrderBy(static l => AutomaticNames.Split(l.Name).Number)
        .Select(static l => (l.Kind, l.Name));
}
