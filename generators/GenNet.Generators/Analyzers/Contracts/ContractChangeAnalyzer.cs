using System.Globalization;
using GenNet.Contracts;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Base of the rules about one kind of change: a warning against a draft, which may be rewritten; an error against a frozen version.</summary>
public abstract class ContractChangeAnalyzer : ContractAnalyzer
{
    private protected ContractChangeAnalyzer(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected abstract bool Concerns(ContractChange change);

    private protected sealed override IEnumerable<Diagnostic> Analyze(
        ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation) =>
        comparison.Changes.Where(static change => change.Answer == ChangeAnswer.None || change.Severity != ChangeSeverity.Compatible).Where(Concerns).Select(change => Report(change, comparison, cancellation));

    private Diagnostic Report(ContractChange change, ModelComparison comparison, CancellationToken cancellation)
    {
        var (file, old) = (comparison.File!, comparison.Old!);
        var line = change.OldVariable?.Line ?? change.Old?.Line ?? 0;
        var breaks = change.Severity == ChangeSeverity.Breaking && !old.IsDraft;
        return Diagnostic.Create(
            Rule,
            ChangeLocation.Of(change, comparison, cancellation),
            breaks ? DiagnosticSeverity.Error : Rule.DefaultSeverity,
            line == 0 ? [] : [file.LocationOf(line)],
            comparison.Properties,
            Subject(change, comparison),
            change.Text,
            $"{(old.IsDraft ? "draft" : "frozen")} version {old.Number.ToString(CultureInfo.InvariantCulture)} of {file.FileName}",
            change.WaysOut[0].Action);
    }

    private static string Subject(ContractChange change, ModelComparison comparison)
    {
        if ((change.New ?? change.Old) is not { } layer)
            return comparison.Model.ClassName;
        var property = comparison.Model.Layers.FirstOrDefault(l => l.KerasName == change.New?.Name)?.Property ?? layer.Name;
        return $"{comparison.Model.ClassName}.{property} ({layer.Kind})";
    }
}
