using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1041: a class declares something of a version that its contract doesn't have.</summary>
internal sealed class UnknownVersionRule() : ContractRule(DiagnosticDescriptors.UnknownVersion)
{
    public override IEnumerable<Diagnostic> Analyze(ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation)
    {
        var contract = comparison.File?.Parsed.Contract;
        // The next version is the one that accepting the class makes.
        var next = contract is null ? 1 : contract.Current.IsDraft ? contract.Current.Number : contract.Current.Number + 1;
        foreach (var layer in comparison.Model.Layers.GroupBy(static layer => layer.Declaration).Select(static same => same.First()))
        {
            if (SinceOf(layer.History) is { } since && since > next && comparison.Type.GetMembers(layer.Declaration).FirstOrDefault() is { } property)
                yield return Report(AttributeOf(property)?.Location(cancellation), $"'{layer.Declaration}'", since, "says since when a layer is as it is");
        }

        Diagnostic Report(Location? location, string what, int number, string does) => Diagnostic.Create(
            Rule, location ?? comparison.Type.Locations[0], what, does, number.ToString(CultureInfo.InvariantCulture),
            comparison.File is { } file
                ? $"{file.FileName} has {string.Join(", ", contract!.Versions.Select(static version => $"{(version.IsDraft ? "draft" : "frozen")} version {version.Number.ToString(CultureInfo.InvariantCulture)}"))}"
                : $"{comparison.Model.ClassName} has no weight contract");
    }

    private static int? SinceOf(LayerHistory history) =>
        history.FormerNames.Select(static former => former.Since).Append(history.ReinitializedSince ?? 0).Max() is > 0 and var since ? since : null;

    private static AttributeData? AttributeOf(ISymbol property) => property.Attribute("ReinitializedAttribute") ?? property.Attribute("FormerNameAttribute");
}
