using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>
/// Models that have been parsed. The compiler has new symbols for all classes after every keystroke; a class is parsed again only if a file that decides what it says has changed.
/// </summary>
internal sealed class KnownModels
{
    private readonly ConditionalWeakTable<FileContent, ConcurrentDictionary<string, KnownModel>> _models = new();

    private KnownModels()
    {
    }

    /// <summary>As the generator sees them: without what is generated.</summary>
    public static KnownModels BeforeGeneration { get; } = new();

    /// <summary>As analyzers see them.</summary>
    public static KnownModels AfterGeneration { get; } = new();

    /// <summary>Whether <paramref name="node"/> may be a model's class. It is asked of every node of a file that was edited.</summary>
    public static bool IsCandidate(SyntaxNode node) => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 };

    /// <summary>The model whose class has its <c>[Model]</c> on <paramref name="part"/>; null if that isn't so.</summary>
    public ParsedModel? Of(TypeDeclarationSyntax part, Compilation compilation, CancellationToken cancellation)
    {
        var names = ProjectNames.In(compilation);
        if (!names.MayBeModel(part))
            return null;
        var deciding = names.Deciding(part.SyntaxTree);
        var models = _models.GetValue(FileNames.Of(part.SyntaxTree).Content, static _ => new(StringComparer.Ordinal));
        var place = PlaceOf(part);
        if (models.TryGetValue(place, out var known) && known.IsOf(names.Surroundings, deciding))
            return known.Model;
        var model = Parse(part, compilation, cancellation);
        models[place] = new(names.Surroundings, deciding, model);
        return model;
    }

    /// <summary>The model that class <paramref name="type"/> is; null if it has no <c>[Model]</c>.</summary>
    public ParsedModel? Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) => type.MainPart(cancellation) is { } part ? Of(part, compilation, cancellation) : null;

    private static ParsedModel? Parse(TypeDeclarationSyntax part, Compilation compilation, CancellationToken cancellation) =>
        compilation.GetSemanticModel(part.SyntaxTree).GetDeclaredSymbol(part, cancellation) is INamedTypeSymbol type && type.MainPart(cancellation) == part
            ? ModelParser.Parse(type, cancellation)
            : null;

    // Which declaration of its file it is, whatever stands between them.
    private static string PlaceOf(TypeDeclarationSyntax part)
    {
        var place = "";
        for (SyntaxNode node = part; node.Parent is { } parent; node = parent)
        {
            var number = parent switch
            {
                CompilationUnitSyntax unit => unit.Members.IndexOf((MemberDeclarationSyntax)node),
                BaseNamespaceDeclarationSyntax within => within.Members.IndexOf((MemberDeclarationSyntax)node),
                TypeDeclarationSyntax type => type.Members.IndexOf((MemberDeclarationSyntax)node),
                _ => -1,
            };
            place += number.ToString(CultureInfo.InvariantCulture) + "/";
        }
        return place;
    }

    private sealed class KnownModel(ProjectSurroundings surroundings, IReadOnlyList<SyntaxTree> deciding, ParsedModel? model)
    {
        private readonly FileContent[] _contents = [.. deciding.Select(static tree => FileNames.Of(tree).Content)];

        // What is wrong with a class is said with its place, which white space moves.
        private readonly SyntaxTree[] _trees = model is { Diagnostics.Count: > 0 } ? [.. deciding] : [];

        public ParsedModel? Model { get; } = model;

        public bool IsOf(ProjectSurroundings surroundingsNow, IReadOnlyList<SyntaxTree> decidingNow) =>
            surroundings.IsSameAs(surroundingsNow) && decidingNow.Count == _contents.Length
            && (_trees.Length > 0 ? decidingNow.SequenceEqual(_trees) : decidingNow.Select(static tree => FileNames.Of(tree).Content).SequenceEqual(_contents));
    }
}
