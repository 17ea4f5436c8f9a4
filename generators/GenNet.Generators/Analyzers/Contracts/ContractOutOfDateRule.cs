using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1011: a contract says something else than the class, and saved weights fit nevertheless.</summary>
internal sealed class ContractOutOfDateRule() : ContractRule(DiagnosticDescriptors.ContractOutOfDate)
{
    public override IEnumerable<Diagnostic> Analyze(
        ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation)
    {
        if (comparison.Old is not { } old || old.HasSameBody(comparison.Now)
            || comparison.Changes.Any(static c => c.Severity != ChangeSeverity.Compatible)
            || (comparison.Changes.Count > 0 && comparison.Changes.All(static c => c.Kind == ChangeKind.InputsChanged)))
        {
            return [];
        }
        var changes = comparison.Changes.Select(static c => c.Layer is null ? c.Description : $"{c.Layer}: {c.Description}").DefaultIfEmpty("in what is no change to weights");
        return
        [
            Diagnostic.Create(
                Rule,
                comparison.Type.Locations[0],
                comparison.Properties,
                comparison.File!.FileName,
                old.Number.ToString(CultureInfo.InvariantCulture),
                comparison.Model.ClassName,
                string.Join("; ", changes),
                WhatFilesDo(old, comparison)),
        ];
    }

    private static string WhatFilesDo(ContractVersion old, ModelComparison comparison)
    {
        var answers = comparison.Changes.SelectMany(static change => change.Parts).Select(static part => part.Answer).ToArray();
        if (Array.IndexOf(answers, ChangeAnswer.Migration) >= 0)
            return $"files of version {old.Number.ToString(CultureInfo.InvariantCulture)} load through its [WeightMigration]";
        if (Array.IndexOf(answers, ChangeAnswer.Reinitialized) < 0)
            return "saved weights still fit";
        var way = DeclaredWay.Of(old, comparison.Now);
        if (comparison.Now.Layers.All(layer => layer.Variables.Count == 0 || way.BeginAnew.Contains(layer.Name)))
            return $"all layers begin anew, so that no file saved before has anything for the class any more: a load that would fill nothing is refused";
        var anew = comparison.Now.Layers.Where(layer => way.BeginAnew.Contains(layer.Name)).SelectMany(static layer => layer.Variables.Select(variable => layer.IsVariable ? layer.Name : $"{layer.Name}/{variable.Name}"));
        var dropped = way.Dropped.Except(way.BeginAnew).ToArray();
        return $"files saved before load, {string.Join(", ", anew)} start fresh with their initial values{(dropped.Length == 0 ? "" : $", and what they hold of {string.Join(", ", dropped)} is dropped")}";
    }
}
