using System.Collections.Immutable;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Generators.Diagnostics;
using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>GN2002: no layer takes an input of <c>Forward</c>. No error, as such models of Keras load and run as they do there.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedInputAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnusedInput];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (ModelComparison.ModelOf(type, context.Compilation, context.CancellationToken) is not { } model)
            return;
        var used = new HashSet<int>(model.Calls.SelectMany(static call => call.Given).Concat(model.Outputs.Select(static output => output.Value)));
        for (var input = 0; input < model.Inputs.Count; input++)
        {
            if (used.Contains(input))
                continue;
            var name = model.Inputs[input].Name;
            var parameter = ForwardSignature.MethodsOf(type).SelectMany(static method => method.Parameters).First(p => p.Name == name);
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnusedInput, parameter.Locations[0], name, model.ClassName));
        }
    }
}
