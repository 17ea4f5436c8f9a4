using System.Text.RegularExpressions;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Parsing;

/// <summary>
/// Refuses what can't be compiled in a <c>Forward</c> body: the whole of it, and once. What it declares or assigns is unknown from there on, so that nothing
/// which follows from it is reported.
/// </summary>
internal sealed class ForwardErrors(ForwardScope scope, Reporter reporter)
{
    /// <summary>What to write instead of another operator.</summary>
    public const string Operators = "+, -, *, /, <, <=, >, >= and slices are the only operators on tensors; other operations are methods of Tensor, as Tensor.Power(x, 2)";

    private const int MostQuoted = 60;

    /// <summary>Reports that <paramref name="node"/> can't be compiled.</summary>
    /// <returns>An unknown value.</returns>
    public int Refuse(SyntaxNode node, string instead)
    {
        if (FollowsFromAnother(node))
        {
            Forget(node);
            return GraphBuilder.Unknown;
        }
        var span = HeadOf(node);
        reporter.Report(DiagnosticDescriptors.UnsupportedSyntax, Location.Create(node.SyntaxTree, span), Quote(node.SyntaxTree.GetText().ToString(span)), instead);
        Forget(node);
        return GraphBuilder.Unknown;
    }

    /// <summary>Reports that what <c>Forward</c> is declared to return isn't what its body does.</summary>
    public void RefuseReturnType(ForwardSignature signature, string problem, string instead) => reporter.Report(
        DiagnosticDescriptors.ForwardSignature, signature.Syntax.ReturnType.GetLocation(), signature.Method.ContainingType.Name, problem, instead);

    /// <summary>Makes unknown what <paramref name="node"/> declares or assigns.</summary>
    public void Forget(SyntaxNode node)
    {
        foreach (var part in node.DescendantNodesAndSelf())
        {
            foreach (var name in NamesIn(part))
                scope.Set(name, GraphBuilder.Unknown);
        }
    }

    // What speaks of something that was refused says nothing of its own: t.Item1, where t could not be made.
    private bool FollowsFromAnother(SyntaxNode node) => node is ExpressionSyntax or ArgumentSyntax
        && node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => scope.IsUnknown(name.Identifier.ValueText));

    // Of a statement that holds others the head says enough: foreach (var block in Blocks).
    private static TextSpan HeadOf(SyntaxNode node)
    {
        var inner = node is StatementSyntax and not BlockSyntax ? node.ChildNodes().FirstOrDefault(static child => child is StatementSyntax or SwitchSectionSyntax) : null;
        if (inner is null)
            return node.Span;
        var last = inner.GetFirstToken().GetPreviousToken();
        return TextSpan.FromBounds(node.SpanStart, (last.IsKind(SyntaxKind.OpenBraceToken) ? last.GetPreviousToken() : last).Span.End);
    }

    private static string Quote(string text)
    {
        var line = Regex.Replace(text, @"\s+", " ");
        return line.Length <= MostQuoted ? line : line.Substring(0, MostQuoted - 1) + "…";
    }

    private IEnumerable<string> NamesIn(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax variable => [variable.Identifier.ValueText],
        SingleVariableDesignationSyntax designation => [designation.Identifier.ValueText],
        ForEachStatementSyntax loop => [loop.Identifier.ValueText],
        LocalFunctionStatementSyntax function => [function.Identifier.ValueText],
        AssignmentExpressionSyntax assignment => Assigned(assignment.Left),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } unary => Assigned(unary.Operand),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } unary => Assigned(unary.Operand),
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => Assigned(argument.Expression),
        _ => [],
    };

    private IEnumerable<string> Assigned(ExpressionSyntax target) => target.DescendantNodesAndSelf()
        .OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText).Where(scope.IsDeclared);
}
