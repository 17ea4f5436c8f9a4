using GenNet.Generators.Diagnostics;
using GenNet.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Parsing;

/// <summary>Checks the rules of a user's layer, and reports what is wrong at the very word.</summary>
/// <param name="layer">Name of the layer.</param>
/// <param name="names">Types of its inputs and arguments, by their names in snake case.</param>
internal sealed class RuleChecker(string layer, IReadOnlyDictionary<string, RuleType> names, Reporter reporter, CancellationToken cancellation)
{
    /// <summary>Checks a shape.</summary>
    /// <param name="rule">Its text.</param>
    /// <param name="attribute">The attribute that gives it.</param>
    /// <param name="position">Position of the argument that gives it.</param>
    public void CheckShape(string rule, AttributeData attribute, int position) =>
        Check(rule, parsed => parsed.CheckShape(names), attribute, arguments => arguments.Where(static a => a.NameEquals is null).ElementAtOrDefault(position));

    /// <summary>Checks a condition.</summary>
    /// <param name="rule">Its text.</param>
    /// <param name="attribute">The attribute that gives it.</param>
    /// <param name="argument">The property that gives it; null for the first parameter.</param>
    public void CheckCondition(string rule, AttributeData attribute, string? argument = null) =>
        Check(rule, parsed => parsed.CheckCondition(names), attribute, arguments => arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == argument));

    private void Check(string rule, Action<Rule> check, AttributeData attribute, Func<IEnumerable<AttributeArgumentSyntax>, AttributeArgumentSyntax?> find)
    {
        try
        {
            check(Rule.Parse(rule));
        }
        catch (RuleException error)
        {
            var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
            var argument = syntax?.ArgumentList is { } list ? find(list.Arguments) : null;
            reporter.Report(DiagnosticDescriptors.CustomRule, LocationOf(argument?.Expression ?? (SyntaxNode?)syntax, rule, error), layer, rule, Describe(rule, error));
        }
    }

    private static string Describe(string rule, RuleException error) =>
        error.Length == 0 || error.Message.StartsWith("'", StringComparison.Ordinal) || error.Message.StartsWith("the ", StringComparison.Ordinal)
            ? error.Message
            : $"'{rule.Substring(error.Start, error.Length)}' {error.Message}";

    // In a literal whose characters are those of the rule, the word; elsewhere the whole.
    private static Location? LocationOf(SyntaxNode? node, string rule, RuleException error)
    {
        if (node is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token: var token } || token.Text.IndexOf(rule, StringComparison.Ordinal) is not (>= 0 and var start) || rule.Length == 0)
            return node?.GetLocation();
        var (from, length) = error.Length > 0 ? (error.Start, error.Length) : (rule.Length - 1, 1);
        return Location.Create(node.SyntaxTree, new TextSpan(token.SpanStart + start + from, length));
    }
}
