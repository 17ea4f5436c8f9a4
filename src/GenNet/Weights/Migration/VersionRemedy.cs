using System.Globalization;
using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>Says of a file of another version of the contract why no way leads to the class, and how to make one.</summary>
internal static class VersionRemedy
{
    /// <summary>Lines of a refusal.</summary>
    /// <param name="saved">The version that the file was saved with; its number is 0 if the contract doesn't keep it.</param>
    /// <param name="model">The class.</param>
    /// <param name="noted">The version's number in the file, which a draft had, too.</param>
    public static IReadOnlyList<string> Of(ContractVersion saved, ExpectedModel model, int? noted)
    {
        if (model.Versions?.Value is not { } versions)
            return [];
        // What a file of a version that a way leads from is refused for is the file's own affair.
        var severity = saved.Number > 0 ? versions.WayFrom(saved).Severity : ChangeSeverity.Breaking;
        if (severity == ChangeSeverity.Compatible)
            return [];
        var fits = severity == ChangeSeverity.Behaviour;
        var now = versions.Now.Number == 0 ? "the class has no version yet" : $"the class is version {Text(versions.Now.Number)}";
        if (saved.Number > 0)
        {
            var name = model.Name[(model.Name.LastIndexOf('.') + 1)..];
            var there = saved.Layers.Select(static layer => layer.Name).ToHashSet(StringComparer.Ordinal);
            var named = model.Contract?.Value.Layers.Where(static layer => layer.History.FormerNames.Count > 0).ToLookup(layer => layer.History.FormerNames.Any(former => there.Contains(former.Name)));
            var declared = named?[true].Select(static layer => $"'{layer.Name}'").ToArray() ?? [];
            var known = versions.Numbers.SelectMany(number => versions.WithNumber(number)!.Layers).Select(static layer => layer.Name).ToHashSet(StringComparer.Ordinal);
            var astray = named?[false].Where(layer => !layer.History.FormerNames.Any(former => known.Contains(former.Name))).Select(static layer =>
                $"  [FormerName] on {layer.Name} leads to nothing: no version of the contract has {string.Join(" or ", layer.History.FormerNames.Select(static former => $"'{former.Name}'"))}; write the name that files and the contract have, which is Keras' (snake case), or take it out.") ?? [];
            return
            [
                $"  It was saved with version {Text(saved.Number)} of {name}'s weight contract, {now}, {(fits ? "which computes something else from the same weights" : "and no way leads from the one to the other")}:",
                $"  → Declare it in {name}: [FormerName(\"…\")] on a layer that has another name now{(declared.Length == 0 ? "" : $" (that of {string.Join(", ", declared)} is known)")}, [Reinitialized(Since = {Text(saved.Number + 1)})] on one that begins anew, or a method that says the rest, "
                    + $"[WeightMigration(From = {Text(saved.Number)})] static Weights Upgrade(WeightsV{Text(saved.Number)} old, Weights fresh) => {(fits ? "fresh, where the old weights are right as they are" : "fresh with { … }")}.",
                .. astray,
            ];
        }
        return noted > 0 && versions.Numbers.Any()
            ? [$"  It was saved with version {Text(noted.Value)} of the weight contract as it was before it was frozen: the contract keeps {string.Join(", ", versions.Numbers.Select(Text))}, {now}, and nothing is known of the way from there."]
            : [];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
