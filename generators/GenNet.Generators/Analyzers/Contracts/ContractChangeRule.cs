using System.Globalization;
using GenNet.Contracts;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>
/// Base of the rules about one kind of change. What breaks saved weights or gives them another meaning is a warning against a draft, which may be rewritten, and an error against a frozen version; what leaves them
/// as they are is an info, of other rules.
/// </summary>
internal abstract class ContractChangeRule(DiagnosticDescriptor rule) : ContractRule(rule)
{
    protected abstract bool Concerns(ContractChange change);

    public sealed override IEnumerable<Diagnostic> Analyze(
        ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation) =>
        comparison.Changes.Where(static change => change.Answer == ChangeAnswer.None || change.Severity != ChangeSeverity.Compatible).Where(Concerns)
            .Select(change => (Change: change, Location: ChangeLocation.Of(change, comparison, cancellation)))
            .GroupBy(place => (place.Location, place.Change.Kind, place.Change.Argument, Variable: (place.Change.NewVariable ?? place.Change.OldVariable)?.Name,
                Alone: place.Location.SourceSpan == comparison.Type.Locations[0].SourceSpan ? place.Change.Layer : null))
            .Select(places => Report([.. places.Select(static place => place.Change)], places.Key.Location, comparison, cancellation));

    // One token may have changed several layers: elements of a list, what all compute in.
    private Diagnostic Report(ContractChange[] changes, Location location, ModelComparison comparison, CancellationToken cancellation)
    {
        var change = changes[0];
        var others = changes.Skip(1).Select(static other => other.Layer).Distinct().ToArray();
        var (file, old) = (comparison.File!, comparison.Old!);
        var line = change.OldVariable?.Line ?? change.Old?.Line ?? 0;
        var breaks = !old.IsDraft && Array.Exists(changes, static each => each.Severity != ChangeSeverity.Compatible);
        return Diagnostic.Create(
            Rule,
            location,
            breaks ? DiagnosticSeverity.Error : Rule.DefaultSeverity,
            line == 0 ? [] : [file.LocationOf(line)],
            comparison.Properties.AddRange(ChangeFixes.Of(changes, comparison, cancellation)).Add(ContractFix.Names, string.Join(" ", changes.SelectMany(static each => each.Names).Distinct())).Add(ContractFix.Severity, change.Severity.ToString()),
            ChangeSubject.Of(change, comparison.Model),
            others.Length == 0 ? change.Text : $"{change.Text}; and alike {string.Join(", ", others)}",
            $"{(old.IsDraft ? "draft" : "frozen")} version {old.Number.ToString(CultureInfo.InvariantCulture)} of {file.FileName}",
            change.WaysOut[0].Action,
            FormatSentence.Of(change, comparison.Formats) is { } formats ? $"; {formats}" : "");
    }
}
