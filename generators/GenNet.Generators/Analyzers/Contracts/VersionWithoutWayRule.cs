using System.Globalization;
using System.Runtime.CompilerServices;
using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1040: files of a frozen version can't get to the class any more, by names, declarations or migrations.</summary>
internal sealed class VersionWithoutWayRule() : ContractRule(DiagnosticDescriptors.VersionWithoutWay)
{
    private static readonly ConditionalWeakTable<ModelComparison, IReadOnlyList<(ContractVersion Version, string Problem)>> s_found = new();

    public override IEnumerable<Diagnostic> Analyze(ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation) =>
        s_found.GetValue(comparison, Find).Select(found => Report(comparison, found.Version, found.Problem));

    // What breaks against the newest version has rules of its own.
    private static IReadOnlyList<(ContractVersion Version, string Problem)> Find(ModelComparison comparison)
    {
        // When 0.1.0 wrote a contract there was no way to declare: it is silent until a change is accepted, which writes the newest grammar.
        if (comparison.File?.Parsed.Contract is not { Grammar: > 1 } contract)
            return [];
        var ways = new VersionWays(contract.Versions.Where(version => !version.HasSameBody(comparison.Now)), comparison.Now, comparison.Model.Migrations);
        return
        [
            .. contract.Versions.Skip(1).Where(version => !version.HasSameBody(comparison.Now))
                .Select(version => (version, ways.Of(version).Problem)).Where(static found => found.Problem is not null).Select(static found => (found.version, found.Problem!)),
        ];
    }

    private Diagnostic Report(ModelComparison comparison, ContractVersion version, string problem)
    {
        var (number, next) = (version.Number.ToString(CultureInfo.InvariantCulture), (version.Number + 1).ToString(CultureInfo.InvariantCulture));
        return Diagnostic.Create(Rule, comparison.Type.Locations[0], comparison.Properties, comparison.Model.ClassName, number, comparison.File!.FileName, problem, next);
    }
}
