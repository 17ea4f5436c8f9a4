using System.Globalization;
using System.Runtime.CompilerServices;
using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1040: a load refuses files of a frozen version, whatever names, declarations and migrations make of it.</summary>
internal sealed class VersionWithoutWayRule() : ContractRule(DiagnosticDescriptors.VersionWithoutWay)
{
    private static readonly ConditionalWeakTable<ModelComparison, IReadOnlyList<Finding>> s_found = new();

    public override IEnumerable<Diagnostic> Analyze(ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation) =>
        s_found.GetValue(comparison, Find).Select(found => Diagnostic.Create(
            Rule, comparison.Type.Locations[0], comparison.Properties, comparison.Model.ClassName, WhatLoadsDo(found, comparison.File!.FileName), found.Way.Problem, found.Remedy));

    // What breaks against the newest version has rules of its own.
    private static IReadOnlyList<Finding> Find(ModelComparison comparison)
    {
        // When 0.1.0 wrote a contract there was no way to declare: it is silent until a change is accepted, which writes the newest grammar.
        if (comparison.File?.Parsed.Contract is not { Grammar: > 1, Versions.Count: > 1 } contract)
            return [];
        var hash = comparison.Now.Hash;
        var kept = contract.Versions.Where(version => version.Hash != hash).ToArray();
        var ways = new VersionWays(kept, comparison.Now, comparison.Model.Migrations);
        var refused = kept.Select(version => (Version: version, Way: ways.Of(version))).Where(static found => found.Way.Severity != ChangeSeverity.Compatible).ToArray();
        var remedies = new WayRemedies(comparison, refused);
        return [.. refused.Where(found => found.Version != contract.Current).Select(found => new Finding(found.Version, found.Way, remedies.Of(found.Version, found.Way)))];
    }

    private static string WhatLoadsDo(Finding found, string file)
    {
        var version = $"version {found.Version.Number.ToString(CultureInfo.InvariantCulture)} of {file}";
        return found.Way.Severity == ChangeSeverity.Breaking
            ? $"no way leads from {version} to the class, so files of that version can't be loaded any more"
            : $"{version} computed something else from the same weights, so files of that version load only with LoadOptions.AllowBehaviourChange";
    }

    private sealed record Finding(ContractVersion Version, VersionWay Way, string Remedy);
}
