using GenNet.Contracts;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>The edit that gives inputs the shapes that they had when weights were saved.</summary>
internal static class RestoredInput
{
    /// <summary>An edit for each input of another shape; null if the change is none of inputs' shapes, or one can't be told.</summary>
    public static SourceEdit[]? Of(ContractChange change, ModelComparison comparison, CancellationToken cancellation)
    {
        var (old, now) = (comparison.Old!.Inputs, comparison.Now.Inputs);
        if (change.Kind != ChangeKind.InputsChanged || old.Count != now.Count)
            return null;
        var edits = Enumerable.Range(0, now.Count).Where(i => old[i].Shape != now[i].Shape).Select(i => EditOf(i, old[i], comparison, cancellation)).ToArray();
        return edits.OfType<SourceEdit>().ToArray() is var found && found.Length == edits.Length ? found : null;
    }

    private static SourceEdit? EditOf(int index, ContractInput old, ModelComparison comparison, CancellationToken cancellation)
    {
        var syntax = InputLocation.AttributeOf(comparison, index, out _)?.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        return syntax?.ArgumentList?.Arguments.Where(static a => a.NameEquals is null).ToArray() is { Length: > 0 } sizes
            ? new(syntax.SyntaxTree.FilePath, sizes[0].SpanStart, TextSpan.FromBounds(sizes[0].SpanStart, sizes[sizes.Length - 1].Span.End).Length, ShapeText(old))
            : null;
    }

    /// <summary>The shape as <c>[Input]</c> takes it.</summary>
    public static string ShapeText(ContractInput input) => string.Join(", ", input.Shape.ToString().Split(','));
}
