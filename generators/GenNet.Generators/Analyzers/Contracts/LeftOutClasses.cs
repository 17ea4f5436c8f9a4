using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>The classes that <c>#if</c> leaves out of a compilation.</summary>
internal sealed class LeftOutClasses
{
    private readonly string[] _texts;

    /// <summary>Those of <paramref name="compilation"/>.</summary>
    public LeftOutClasses(Compilation compilation) => _texts =
    [
        .. compilation.SyntaxTrees.Select(static tree => tree.GetRoot()).Where(static root => root.ContainsDirectives && root.GetFirstDirective(static d => d.IsKind(SyntaxKind.IfDirectiveTrivia)) is not null)
            .SelectMany(static root => root.DescendantTrivia()).Where(static trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia)).Select(static trivia => trivia.ToString()),
    ];

    /// <summary>Whether one of that name is among them.</summary>
    public bool Has(string className) => Array.Exists(_texts, text => Regex.IsMatch(text, $@"\bclass\s+{Regex.Escape(className)}\b", RegexOptions.CultureInvariant));
}
