using System.Globalization;
using System.Text;
using GenNet.Contracts;
using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>The method that makes today's weights of a frozen version's, to be filled in: it compiles as it is, and lists what it has to decide.</summary>
internal static class MigrationScaffold
{
    /// <summary>The method behind the last member of the class.</summary>
    public static SourceEdit[]? Of(ModelComparison comparison, CancellationToken cancellation)
    {
        if (comparison.Type.MainPart(cancellation) is not { } declaration || declaration.CloseBraceToken.IsMissing)
            return null;
        var version = comparison.Old!.Number.ToString(CultureInfo.InvariantCulture);
        var name = $"UpgradeFromV{version}";
        if (comparison.Type.GetMembers(name).Length > 0)
            return null;
        var newLine = declaration.SyntaxTree.GetText(cancellation).ToString().Contains("\r\n") ? "\r\n" : "\n";
        var (indent, member) = Indents(declaration);
        var text = new StringBuilder();
        void Line(string line) => text.Append(line.Length == 0 ? "" : member).Append(line).Append(newLine);
        Line("");
        Line($"// What version {version} has under the same name in the same shape is in 'fresh' already, and what it doesn't has its initial values there.");
        Line($"[WeightMigration(From = {version})]");
        Line($"private static Weights {name}(WeightsV{version} old, Weights fresh) => fresh with");
        Line("{");
        foreach (var part in comparison.Changes.SelectMany(static change => change.Parts).Where(static part => part.OwnSeverity == ChangeSeverity.Breaking))
            Line($"    // {part.Layer}: {part.Description}");
        Line("};");
        var close = declaration.CloseBraceToken.SpanStart - indent.Length;
        return [new(declaration.SyntaxTree.FilePath, close, 0, text.ToString())];
    }

    // Of the class, and of what stands in it.
    private static (string Class, string Member) Indents(TypeDeclarationSyntax declaration)
    {
        var column = declaration.CloseBraceToken.GetLocation().GetLineSpan().StartLinePosition.Character;
        var leading = declaration.CloseBraceToken.LeadingTrivia.ToString();
        var indent = leading.Substring(leading.LastIndexOf('\n') + 1);
        indent = indent.Length == column && string.IsNullOrWhiteSpace(indent) ? indent : "";
        return (indent, indent.Contains('\t') ? indent + "\t" : indent + "    ");
    }
}
