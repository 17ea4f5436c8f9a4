using System.Collections.Immutable;
using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>The ways out of a change that are edits of the class, for the properties of its diagnostic.</summary>
internal static class ChangeFixes
{
    /// <summary>What the keys of all of them begin with; the rest is the kind of way out, the same for all diagnostics.</summary>
    public const string Prefix = "GenNet.Fix.";

    /// <summary>Edits by their keys.</summary>
    /// <param name="changes">The changes of one diagnostic: all that one token made.</param>
    /// <param name="comparison">The class and its contract.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static ImmutableDictionary<string, string?> Of(IReadOnlyList<ContractChange> changes, ModelComparison comparison, CancellationToken cancellation)
    {
        var change = changes[0];
        var fixes = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        void Add(string kind, string title, IReadOnlyCollection<SourceEdit>? edits)
        {
            if (edits is { Count: > 0 })
                fixes[Prefix + kind] = SourceEdit.Write(title, edits);
        }

        if (RestoredArgument.Of(change, comparison, cancellation) is { } restored)
            Add("Restore", $"Restore {restored.What}", [restored.Edit]);
        if (RestoredInput.Of(change, comparison, cancellation) is { } inputs)
            Add("Restore", $"Restore Input({RestoredInput.ShapeText(comparison.Old!.Inputs.Where((input, i) => input.Shape != comparison.Now.Inputs[i].Shape).First())})", inputs);
        if (change.Kind == ChangeKind.LayerRenamed && change.Severity == ChangeSeverity.Breaking)
        {
            var former = LayerNames.FormerNameOf(change, comparison);
            Add("KeepName", $"Keep the name '{former}' in files", LayerNames.Keep(change, comparison, cancellation));
            Add("FormerName", $"Declare the former name '{former}'", LayerNames.Former(change, comparison, cancellation));
        }
        if (change.Severity == ChangeSeverity.Breaking && change.Kind != ChangeKind.LayerRenamed)
            Add("Reinitialize", "Begin these weights anew: [Reinitialized]", Reinitialize(changes, comparison, cancellation));
        if (change.Severity == ChangeSeverity.Breaking && !comparison.Old!.IsDraft)
            Add("Migrate", $"Add a migration from version {comparison.Old.Number.ToString(CultureInfo.InvariantCulture)}", MigrationScaffold.Of(comparison, cancellation));
        return fixes.ToImmutable();
    }

    // All layers that the change broke, or it would still break one; what is gone goes with the layer in its place.
    private static List<SourceEdit>? Reinitialize(IReadOnlyList<ContractChange> changes, ModelComparison comparison, CancellationToken cancellation)
    {
        var broken = changes.SelectMany(static change => change.Parts).Where(static part => part.OwnSeverity == ChangeSeverity.Breaking).ToArray();
        if (Array.Exists(broken, part => part.New is null && (ReferenceEquals(part, broken[0]) || broken[0].Kind != ChangeKind.LayerAdded)))
            return null;
        var attribute = comparison.Old!.IsDraft ? "Reinitialized" : $"Reinitialized(Since = {(comparison.Old.Number + 1).ToString(CultureInfo.InvariantCulture)})";
        var edits = new List<SourceEdit>();
        foreach (var layer in broken.Select(static part => part.New?.Name).OfType<string>().Distinct())
        {
            // A layer of a model among the layers is declared in that one's class; the elements of a list have one declaration.
            if (NodeOf(layer, comparison) is not { } node || node.Property.Contains('.') || LayerAttributes.Insert(comparison.Type, node.Declaration, attribute, cancellation) is not { } edit)
                return null;
            if (!edits.Contains(edit))
                edits.Add(edit);
        }
        return edits;
    }

    /// <summary>The layer of that name in the class.</summary>
    public static LayerNode? NodeOf(string name, ModelComparison comparison) => comparison.Model.Layers.FirstOrDefault(layer => layer.KerasName == name);
}
