using System.Collections.Immutable;
using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>
/// Takes back CS3016 at GenNet's attributes in assemblies that claim CLS compliance. The generated part of a visible class says that it isn't compliant; of one that nobody outside
/// sees that must not be said (CS3019), and there the compiler still asks for attributes without arrays.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClsComplianceSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor s_arrays = new("GNS0001", "CS3016", "GenNet's attributes are read by its generator alone, in the same compilation");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [s_arrays];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree && IsAtOwnAttribute(tree, diagnostic, context))
                context.ReportSuppression(Suppression.Create(s_arrays, diagnostic));
        }
    }

    private static bool IsAtOwnAttribute(SyntaxTree tree, Diagnostic diagnostic, SuppressionAnalysisContext context)
    {
        var attribute = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>();
        return attribute is not null && context.GetSemanticModel(tree).GetTypeInfo(attribute, context.CancellationToken).Type is { } type
            && (type.Is("InputAttribute") || type.DerivesFrom("LayerAttribute"));
    }
}
