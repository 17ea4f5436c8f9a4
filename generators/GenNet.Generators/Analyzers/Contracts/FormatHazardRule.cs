using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1024: weights fit, and formats that go by places would mistake layers: where GenNet's names tell them apart, Keras' and TensorFlow's own loading doesn't.</summary>
internal sealed class FormatHazardRule() : ContractRule(DiagnosticDescriptors.FormatHazard)
{
    public override IEnumerable<Diagnostic> Analyze(
        ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation)
    {
        // A warning says it already.
        if (comparison.Old is not { } old || old.HasSameBody(comparison.Now)
            || comparison.Changes.Any(static change => change.Severity != ChangeSeverity.Compatible && FormatSentence.MovesPlaces(change))
            || FormatSentence.SilentlyWrong(comparison.Formats) is not { } wrong)
        {
            return [];
        }
        var moved = comparison.Changes.FirstOrDefault(FormatSentence.MovesPlaces);
        return
        [
            Diagnostic.Create(
                Rule,
                moved is null ? comparison.Type.Locations[0] : ChangeLocation.Of(moved, comparison, cancellation),
                comparison.Properties,
                comparison.Model.ClassName,
                wrong,
                $"version {old.Number.ToString(CultureInfo.InvariantCulture)} of {comparison.File!.FileName}"),
        ];
    }
}
