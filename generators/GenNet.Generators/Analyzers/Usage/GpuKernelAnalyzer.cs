using System.Collections.Immutable;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Generators.Diagnostics;
using GenNet.Generators.Parsing;
using GenNet.Generators.Planning;
using GenNet.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>GN2004: where GenNet.Gpu is referenced, a layer that has no kernels for GPUs keeps its model on the CPU.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GpuKernelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NoGpuKernel];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (GpuKernelParser.Parse(start.Compilation, start.CancellationToken) is { } kernels)
                start.RegisterSymbolAction(symbol => Analyze(symbol, kernels), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, GpuKernels kernels)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (ModelComparison.ModelOf(type, context.Compilation, context.CancellationToken) is not { } model)
            return;
        var compiled = new CompiledModel(model);
        var support = new GpuSupport(compiled, kernels);
        var withoutInference = support.CallsWithoutInference.ToArray();
        Report(context, type, compiled.Spec, withoutInference, "inference", "run");
        if (TrainingRules.Refusal(compiled.Spec) is null)
            Report(context, type, compiled.Spec, [.. support.CallsWithoutTraining.Except(withoutInference)], "training", "be trained");
    }

    // Once a property, whatever is made of its layer.
    private static void Report(SymbolAnalysisContext context, INamedTypeSymbol type, ModelSpec model, CallNode[] calls, string without, string cannot)
    {
        foreach (var call in calls.GroupBy(call => PropertyOf(model, call)).Select(static group => group.First()))
        {
            var property = PropertyOf(model, call);
            var symbol = property is null ? type : (ISymbol?)type.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault() ?? type;
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.NoGpuKernel, symbol.Locations[0], symbol.Locations.Skip(1), property ?? "Forward", call.Spec.Kind, without, model.ClassName, cannot));
        }
    }

    // What is declared: Blocks of Blocks[0].Dense.
    private static string? PropertyOf(ModelSpec model, CallNode call) => call.Layer < 0 ? null : model.Layers[call.Layer].Property.Split('.', '[')[0];
}
