using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>All rules that compare models with their contracts. Roslyn takes its time for each analyzer at every keystroke, more than a rule does, so they are one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer() : ProjectContractsAnalyzer([.. s_rules.Select(static rule => rule.Rule)])
{
    private static readonly ContractRule[] s_rules =
    [
        new ShapeChangedRule(),
        new VariableRemovedRule(),
        new VariableAddedRule(),
        new DTypeChangedRule(),
        new LayerRemovedRule(),
        new LayerAddedRule(),
        new LayerRenamedRule(),
        new KindChangedRule(),
        new BehaviourChangedRule(),
        new NoContractRule(),
        new ContractOutOfDateRule(),
        new SeveralContractsRule(),
        new ConnectionChangedRule(),
        new OutputsChangedRule(),
        new WeightlessLayerRule(),
        new InputsChangedRule(),
        new FormatHazardRule(),
        new InputFoldedRule(),
        new RenamedModelRule(),
        new VersionWithoutWayRule(),
        new UnknownVersionRule(),
        new FormerNameRule(),
    ];

    private protected override void Register(CompilationStartAnalysisContext start, ProjectContracts contracts) => start.RegisterSymbolAction(
        symbol =>
        {
            if (ModelComparison.Of((INamedTypeSymbol)symbol.Symbol, symbol.Compilation, contracts, symbol.CancellationToken) is not { } comparison)
                return;
            foreach (var diagnostic in s_rules.SelectMany(rule => rule.Analyze(comparison, contracts, symbol.CancellationToken)))
                symbol.ReportDiagnostic(diagnostic);
        },
        SymbolKind.NamedType);
}
