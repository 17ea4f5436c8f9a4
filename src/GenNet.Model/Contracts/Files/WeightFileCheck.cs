using System.Globalization;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Whether a weight file fits a model, by the one differ.</summary>
public static class WeightFileCheck
{
    /// <summary>What doesn't fit; nothing if the file loads, through whatever the model declares.</summary>
    /// <param name="saved">What the file holds, as <see cref="WeightFileHeader"/> has it.</param>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<ContractChange> Of(ContractVersion saved, GuardedModel model)
    {
        if (WeightFileHeader.IsBare(saved))
            return ContractDiff.Compare(AsTheModelHasIt(saved, model), model.Now, findRenames: false).Where(static change => change.Severity == ChangeSeverity.Breaking).ToArray();
        if (saved.HasSameBody(model.Now))
            return [];
        var kept = model.Kept.FirstOrDefault(saved.HasSameBody);
        return kept is not null ? new VersionWays(model.Kept, model.Now, model.Migrations).Of(kept).Refused : [.. DeclaredWay.Of(saved with { Number = 0 }, model.Now).Refused];
    }

    // A bare file says nothing of what layers take and compute: of that, the model is taken at its word.
    private static ContractVersion AsTheModelHasIt(ContractVersion saved, GuardedModel model)
    {
        var named = saved.Layers.GroupBy(layer => NameOf(layer, model)).ToDictionary(static same => same.Key, static same => Whole(same.Key, same.ToArray()), StringComparer.Ordinal);
        var former = FormerNames.In(new HashSet<string>(named.Keys, StringComparer.Ordinal), 0, model.Now.Layers.Select(static layer => (layer.Name, layer.History)));
        var layers = new List<ContractLayer>();
        foreach (var layer in model.Now.Layers)
        {
            if (layer.Variables.Count == 0 || layer.IsVariable)
                layers.Add(layer);
            else if (named.TryGetValue(former.TryGetValue(layer.Name, out var before) ? before : layer.Name, out var there))
            {
                layers.Add(layer with { Kind = there.Kind == WeightFileHeader.UnknownKind ? layer.Kind : there.Kind, Variables = VariablesOf(there, layer) });
                named.Remove(there.Name);
            }
        }
        layers.AddRange(named.Values.Where(layer => !layers.Exists(other => other.Name == layer.Name)));
        return model.Now with { Number = 0, Layers = layers.ToEquatableArray(), MigratedFrom = default };
    }

    // A layer's variables may lie further down, as rnn/lstm_cell/kernel does.
    private static string NameOf(ContractLayer layer, GuardedModel model)
    {
        if (model.Groups.TryGetValue(layer.Name, out var name))
            return name;
        var owner = model.Now.Layers.Where(owner => layer.Name.StartsWith(owner.Name + "/", StringComparison.Ordinal)).OrderByDescending(static owner => owner.Name.Length).FirstOrDefault();
        return owner is null || model.Now.Layers.Any(same => same.Name == layer.Name) ? layer.Name : owner.Name;
    }

    // What lies further down has names that go by the scope: their order counts.
    private static ContractLayer Whole(string name, ContractLayer[] parts) => parts.Length == 1 && !parts[0].Name.StartsWith(name + "/", StringComparison.Ordinal)
        ? parts[0] with { Name = name }
        : WeightFileHeader.Layer(name, WeightFileHeader.UnknownKind, parts.SelectMany(static part => part.Variables).Select(static (variable, i) => variable with { Name = i.ToString(CultureInfo.InvariantCulture) }));

    // Positions are those of the model's variables if there are as many. Numbers are converted as they are read, so a type alone is no matter.
    private static EquatableArray<ContractVariable> VariablesOf(ContractLayer there, ContractLayer layer)
    {
        var byPosition = there.Variables.Count == layer.Variables.Count && there.Variables.Select(static (variable, i) => variable.Name == i.ToString(CultureInfo.InvariantCulture)).All(static isPosition => isPosition);
        return there.Variables
            .Select((variable, i) => byPosition ? variable with { Name = layer.Variables[i].Name } : variable)
            .Select(variable => layer.Variables.FirstOrDefault(v => v.Name == variable.Name) is { } now ? variable with { DType = now.DType, IsState = now.IsState } : variable)
            .ToEquatableArray();
    }
}
