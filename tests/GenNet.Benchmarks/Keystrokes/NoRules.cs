using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Benchmarks.Keystrokes;

/// <summary>Looks at every class as an analyzer of models has to, and finds nothing: what is left of a time is Roslyn's.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NoRules : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_never = new("NONE", "Never reported", "Never reported", "Benchmarks", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [s_never];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(static context => _ = context.Symbol.GetAttributes(), SymbolKind.NamedType);
    }
}
