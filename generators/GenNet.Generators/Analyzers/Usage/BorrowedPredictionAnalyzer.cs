using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>
/// GN2001: a <c>Prediction</c>, or a span taken from it, is read after the next <c>Predict</c> on the same instance, which uses its memory
/// again. Bodies that don't call <c>Predict</c> cost nothing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BorrowedPredictionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.BorrowedPrediction];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("GenNet.Model") is null)
                return;
            start.RegisterOperationBlockStartAction(static block =>
            {
                var bodies = new ConcurrentDictionary<IOperation, bool>();
                block.RegisterOperationAction(
                    operation =>
                    {
                        if (Borrowing.IsPredict((IInvocationOperation)operation.Operation))
                            bodies.TryAdd(Root(operation.Operation), true);
                    },
                    OperationKind.Invocation);
                block.RegisterOperationBlockEndAction(end =>
                {
                    foreach (var body in end.OperationBlocks.Where(body => bodies.ContainsKey(Root(body))))
                        Analyze(end.GetControlFlowGraph(body), end.ReportDiagnostic, end.CancellationToken);
                });
            });
        });
    }

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    // Lambdas and local functions run at times of their own: each is a body by itself.
    private static void Analyze(ControlFlowGraph graph, Action<Diagnostic> report, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var read in BorrowFlow.ReadsOfOverwritten(graph, cancellation))
        {
            var predict = read.Overwritten.GetLocation();
            report(Diagnostic.Create(
                DiagnosticDescriptors.BorrowedPrediction,
                read.Where.GetLocation(),
                [predict],
                read.Where.ToString(),
                (predict.GetLineSpan().StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture)));
        }
        foreach (var function in graph.LocalFunctions)
            Analyze(graph.GetLocalFunctionControlFlowGraph(function, cancellation), report, cancellation);
        foreach (var function in graph.Blocks
            .SelectMany(static block => block.BranchValue is null ? block.Operations : block.Operations.Append(block.BranchValue))
            .SelectMany(static operation => operation.DescendantsAndSelf())
            .OfType<IFlowAnonymousFunctionOperation>())
        {
            Analyze(graph.GetAnonymousFunctionControlFlowGraph(function, cancellation), report, cancellation);
        }
    }
}
