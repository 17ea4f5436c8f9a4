using System.Collections.Immutable;
using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>
/// Takes back CS9113 at parameters of attributes that declare layers of one's own: <c>sealed class GateAttribute(int units) : CustomLayerAttribute&lt;Gate&gt;</c> has to do nothing with
/// <c>units</c>, because GenNet's compiler reads it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadParameterSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor s_arguments = new("GNS0002", "CS9113", "Arguments of layers are read by GenNet's generator");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [s_arguments];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree && IsOfLayer(tree, diagnostic, context))
                context.ReportSuppression(Suppression.Create(s_arguments, diagnostic));
        }
    }

    private static bool IsOfLayer(SyntaxTree tree, Diagnostic diagnostic, SuppressionAnalysisContext context)
    {
        var parameter = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ParameterSyntax>();
        return parameter is not null && context.GetSemanticModel(tree).GetDeclaredSymbol(parameter, context.CancellationToken) is { } symbol
            && CustomLayerSymbols.LayerOf(symbol.ContainingType) is not null;
    }
}
