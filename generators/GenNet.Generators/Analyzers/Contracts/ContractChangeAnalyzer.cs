using System.Collections.Immutable;
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
        ModelComparison comparison, ImmutableArray<ContractFile> files, CancellationToken cancellation) =>
        comparison.Changes.Where(Concerns).Select(change => Report(change, comparison, cancellation));

    private Diagnostic Report(ContractChange change, ModelComparison comparison, CancellationToken cancellation)
    {
        var (file, old) = (comparison.File!, comparison.Old!);
        var line = change.OldVariable?.Line ?? change.Old?.Line ?? 0;
        var locations = line == 0 ? [] : new[] { file.LocationOf(line) };
        var breaks = change.Severity == ChangeSeverity.Breaking && !old.IsDraft;
        return Diagnostic.Create(
            Rule,
            ChangeLocation.Of(change, comparison, cancellation),
            breaks ? DiagnosticSeverity.Error : Rule.DefaultSeverity,
            locations,
            comparison.Properties,
            Subject(change, comparison),
            change.Description,
            Against(change, file, old),
            string.Join(" ", change.WaysOut.Select(static (way, i) => $"({(i + 1).ToString(CultureInfo.InvariantCulture)}) {way}")));
    }

    private static string Subject(ContractChange change, ModelComparison comparison)
    {
        if ((change.New ?? change.Old) is not { } layer)
            return comparison.Model.ClassName;
        var property = comparison.Model.Layers.FirstOrDefault(l => l.KerasName == change.New?.Name)?.Property ?? layer.Name;
        return $"{comparison.Model.ClassName}.{property} ({layer.Kind})";
    }

    private static string Against(ContractChange change, ContractFile file, ContractVersion old)
    {
        var number = old.Number.ToString(CultureInfo.InvariantCulture);
        var version = old.IsDraft ? $"draft version {number}" : $"frozen version {number}, which files were promised to load from";
        var line = change.OldVariable?.Line ?? (change.NewVariable is null ? change.Old?.Line : null) ?? 0;
        return line == 0
            ? $"{version}, {file.FileName}"
            : $"{version}, {file.FileName} line {line.ToString(CultureInfo.InvariantCulture)}: '{file.Text.Lines[line - 1].ToString().Trim()}'";
    }
}
