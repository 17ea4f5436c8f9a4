using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>What a file declares for others, and what it names.</summary>
internal sealed class FileNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileNames> s_known = new();

    private readonly List<string> _types = [];
    private readonly List<string> _outermost = [];
    private readonly List<string> _modelAliases = [];
    private readonly List<string> _globalModelAliases = [];
    private readonly Lazy<IReadOnlyCollection<string>> _named;
    private readonly Lazy<FileContent> _content;

    private FileNames(SyntaxTree tree)
    {
        var unit = (CompilationUnitSyntax)tree.GetRoot();
        ConcernsAll = unit.AttributeLists.Count > 0 || unit.Usings.Any(static u => u.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword));
        foreach (var alias in unit.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Where(IsOfModelAttribute))
            (alias.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) ? _globalModelAliases : _modelAliases).Add(AttributeName.Short(alias.Alias!.Name.Identifier.ValueText));
        Add(unit.Members, "");
        _named = new(() => new HashSet<string>(unit.DescendantTokens(descendIntoTrivia: true).Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).Select(static t => t.ValueText), StringComparer.Ordinal));
        _content = new(() => FileContent.Of(tree));
    }

    /// <summary>Types that others can reach by name alone: those within a type are reached through it. Attributes are called with and without their suffix.</summary>
    public IReadOnlyList<string> Types => _types;

    /// <summary>Namespaces, and types outside of any: they may hide others for all files.</summary>
    public IReadOnlyList<string> Outermost => _outermost;

    /// <summary>Whether it has something that is meant for all files: global usings, attributes of the assembly.</summary>
    public bool ConcernsAll { get; }

    /// <summary>What the file itself calls <c>[Model]</c>, too.</summary>
    public IReadOnlyList<string> ModelAliases => _modelAliases;

    /// <summary>What it lets all files call <c>[Model]</c>.</summary>
    public IReadOnlyList<string> GlobalModelAliases => _globalModelAliases;

    /// <summary>All identifiers in it.</summary>
    public IReadOnlyCollection<string> Named => _named.Value;

    /// <summary>What it says.</summary>
    public FileContent Content => _content.Value;

    /// <summary>Those of <paramref name="tree"/>.</summary>
    public static FileNames Of(SyntaxTree tree) => s_known.GetValue(tree, static tree => new(tree));

    private static bool IsOfModelAttribute(UsingDirectiveSyntax alias) => alias is { Alias: not null, Name: { } target } && AttributeName.Short(AttributeName.LastOf(target)) == ModelParser.ShortAttributeName;

    private void Add(SyntaxList<MemberDeclarationSyntax> members, string around)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax within:
                    var name = around + within.Name;
                    _outermost.Add(name);
                    Add(within.Members, name + ".");
                    break;
                case BaseTypeDeclarationSyntax type:
                    Add(type.Identifier, type.Modifiers, around);
                    break;
                case DelegateDeclarationSyntax type:
                    Add(type.Identifier, type.Modifiers, around);
                    break;
            }
        }
    }

    private void Add(SyntaxToken identifier, SyntaxTokenList modifiers, string around)
    {
        if (modifiers.Any(SyntaxKind.FileKeyword))
            return;
        var name = identifier.ValueText;
        _types.Add(name);
        if (AttributeName.Short(name) is var shorter && shorter != name)
            _types.Add(shorter);
        if (around.Length == 0)
            _outermost.Add(name);
    }
}
