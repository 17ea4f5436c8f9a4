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
        AddWithoutVariables(saved, now, names, ModelsIn(matched));
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

    // Models among the layers, by their names in the file.
    private static Dictionary<string, string> ModelsIn(IReadOnlyDictionary<string, string> matched)
    {
        var models = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (old, @new) in matched)
        {
            for (var (before, after) = (ModelOf(old), ModelOf(@new)); before.Length > 0 && after.Length > 0; (before, after) = (ModelOf(before), ModelOf(after)))
                models.TryAdd(before, after);
        }
        return models;
    }

    // Layers without variables are nothing to the loader; those of a class go by their numbers within the model around them.
    private static void AddWithoutVariables(ContractVersion saved, ContractVersion now, Dictionary<string, string> names, Dictionary<string, string> models)
    {
        string ModelNow(string name) => ModelOf(name) is var model && models.TryGetValue(model, out var renamed) ? renamed : model;

        var lists = WithoutVariables(now).Where(IsAutomatic).ToLookup(static l => (ModelOf(l.Name), l.Kind), static l => l.Name);
        foreach (var list in WithoutVariables(saved).Where(IsAutomatic).GroupBy(l => (Model: ModelNow(l.Name), l.Kind), static l => l.Name))
        {
            string[] before = [.. list], after = [.. lists[list.Key]];
            if (before.Length != after.Length)
                continue;
            foreach (var (old, @new) in before.Zip(after))
                names.TryAdd(old, @new);
        }
        foreach (var layer in WithoutVariables(saved).Where(l => !IsAutomatic(l) && ModelNow(l.Name) != ModelOf(l.Name)))
            names.TryAdd(layer.Name, $"{ModelNow(layer.Name)}/{OwnName(layer.Name)}");
    }

    private static IEnumerable<ContractLayer> WithoutVariables(ContractVersion version) =>
        version.Layers.Where(static l => l.Variables.Count == 0).OrderBy(static l => AutomaticNames.Split(OwnName(l.Name)).Number);

    private static bool IsAutomatic(ContractLayer layer) => AutomaticNames.Is(OwnName(layer.Name), LayerClass.InNames(layer.Kind));

    private static string ModelOf(string name) => name[..Math.Max(0, name.LastIndexOf('/'))];

    private static string OwnName(string name) => name[(name.LastIndexOf('/') + 1)..];
}
