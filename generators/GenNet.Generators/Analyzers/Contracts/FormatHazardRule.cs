using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1024: weights fit, and formats that go by places would mistake layers: where GenNet's names tell them apart, Keras' and TensorFlow's own loading doesn't.</summary>
internal sealed class FormatHazardRule() : ContractRule(DiagnosticDescriptors.FormatHazard)
{
    public override IEnumerable<Diagnostic> Analyze(
        ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation) => OfPlaces(comparison, cancellation).Concat(OfForm(comparison, cancellation));

    private Diagnostic[] OfPlaces(ModelComparison comparison, CancellationToken cancellation)
    {
        // A warning says it already.
        if (comparison.Old is not { } old || old.HasSameBody(comparison.Now)
            || comparison.Changes.Any(static change => change.Severity != ChangeSeverity.Compatible && FormatSentence.MovesPlaces(change))
            || FormatSentence.SilentlyWrong(comparison.Formats) is not { } wrong)
        {
            return [];
        }
        var moved = comparison.Changes.FirstOrDefault(FormatSentence.MovesPlaces);
        return [Report(comparison, moved is null ? null : ChangeLocation.Of(moved, comparison, cancellation), wrong)];
    }

    private Diagnostic[] OfForm(ModelComparison comparison, CancellationToken cancellation)
    {
        if (comparison.Old is not { } old || old.Form == comparison.Now.Form)
            return [];
        var before = KerasWeightPaths.Of(comparison.Model with { Form = old.Form }).ToLookup(static group => group.Layer);
        if (KerasWeightPaths.Of(comparison.Model).FirstOrDefault(group => group.Layer >= 0 && before[group.Layer].Any(was => was.Path != group.Path)) is not { } moved)
            return [];
        var location = comparison.Type.Attribute("ModelAttribute") is { } attribute ? new AttributeArguments(attribute, cancellation).LocationOf("form", null) ?? attribute.Location(cancellation) : null;
        return
        [
            Report(comparison, location, $"the class is {Describe(comparison.Now.Form)} in Keras and was {Describe(old.Form)}, and Keras 3 would not load this: '{comparison.Model.Layers[moved.Layer].KerasName}' lies at '{moved.Path}' of a .weights.h5 and lay at '{before[moved.Layer].First().Path}'"),
        ];
    }

    private Diagnostic Report(ModelComparison comparison, Location? location, string what) => Diagnostic.Create(
        Rule, location ?? comparison.Type.Locations[0], comparison.Properties, comparison.Model.ClassName, what, $"version {comparison.Old!.Number.ToString(CultureInfo.InvariantCulture)} of {comparison.File!.FileName}");

    private static string Describe(KerasForm form) => form switch
    {
        KerasForm.Subclassed => "a subclassed model",
        KerasForm.Layer => "a layer",
        _ => "a Sequential or Functional model",
    };
}
