using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>
/// Which files decide what the names of a file mean: the names that stand in it lead to files that declare types of these names, and so on. It may be more than the compiler asks, and never less:
/// no type is reached but by its name.
/// </summary>
internal sealed class ProjectNames
{
    private static readonly ConditionalWeakTable<Compilation, ProjectNames> s_known = new();

    private readonly Dictionary<string, List<SyntaxTree>> _declaring = new(StringComparer.Ordinal);
    private readonly List<SyntaxTree> _concerningAll = [];
    private readonly List<string> _modelAliases = [];

    private ProjectNames(Compilation compilation)
    {
        var outermost = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var names = FileNames.Of(tree);
            outermost.UnionWith(names.Outermost);
            _modelAliases.AddRange(names.GlobalModelAliases);
            if (names.ConcernsAll)
                _concerningAll.Add(tree);
            foreach (var type in names.Types)
            {
                if (!_declaring.TryGetValue(type, out var trees))
                    _declaring[type] = trees = [];
                trees.Add(tree);
            }
        }
        Surroundings = ProjectSurroundings.Of(compilation, string.Join("\n", outermost));
    }

    /// <summary>What counts for every file.</summary>
    public ProjectSurroundings Surroundings { get; }

    /// <summary>Those of <paramref name="compilation"/>.</summary>
    public static ProjectNames In(Compilation compilation) => s_known.GetValue(compilation, static compilation => new(compilation));

    /// <summary>Whether an attribute of a type may be <c>[Model]</c>, as far as its name tells.</summary>
    public bool MayBeModel(TypeDeclarationSyntax part)
    {
        foreach (var list in part.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                var name = AttributeName.Of(attribute);
                if (name == ModelParser.ShortAttributeName || _modelAliases.Contains(name) || FileNames.Of(part.SyntaxTree).ModelAliases.Contains(name))
                    return true;
            }
        }
        return false;
    }

    /// <summary>The files that decide what <paramref name="tree"/> says, itself first.</summary>
    public IReadOnlyList<SyntaxTree> Deciding(SyntaxTree tree)
    {
        var met = new HashSet<SyntaxTree> { tree };
        var deciding = new List<SyntaxTree> { tree };
        deciding.AddRange(_concerningAll.Where(met.Add));
        for (var i = 0; i < deciding.Count; i++)
        {
            foreach (var name in FileNames.Of(deciding[i]).Named)
            {
                if (_declaring.TryGetValue(name, out var trees))
                    deciding.AddRange(trees.Where(met.Add));
            }
        }
        return deciding;
    }
}
