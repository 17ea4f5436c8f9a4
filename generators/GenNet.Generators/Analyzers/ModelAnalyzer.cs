using System.Collections.Immutable;
using GenNet.Generators.Diagnostics;
using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers;

/// <summary>Reports what keeps a class with <c>[Model]</c> from being a model: all that the generator's own parser finds, GN0xxx.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.Model;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.Attribute("ModelAttribute") is null)
            return;
        foreach (var diagnostic in ModelParser.Parse(type, context.CancellationToken).Diagnostics)
            context.ReportDiagnostic(diagnostic);
    }
}
