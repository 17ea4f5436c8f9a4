using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Parsing;

/// <summary>What a file says: the same object for trees of one file that differ in nothing but comments and white space.</summary>
internal sealed class FileContent
{
    private static readonly ConcurrentDictionary<(string Path, ParseOptions Options), WeakReference<FileContent>> s_last = new();

    private readonly SyntaxTree _tree;
    private readonly Lazy<IReadOnlyList<string>> _readTrivia;

    private FileContent(SyntaxTree tree) => (_tree, _readTrivia) = (tree, new(() => ReadTrivia(tree)));

    /// <summary>That of <paramref name="tree"/>, which is that of the tree before it if only comments and white space changed.</summary>
    public static FileContent Of(SyntaxTree tree)
    {
        // A project of several frameworks has a file once for each.
        var file = (tree.FilePath, tree.Options);
        if (s_last.TryGetValue(file, out var reference) && reference.TryGetTarget(out var last) && last.IsThatOf(tree))
            return last;
        var content = new FileContent(tree);
        s_last[file] = new(content);
        return content;
    }

    private bool IsThatOf(SyntaxTree tree) => ReferenceEquals(tree, _tree)
        || (SyntaxFactory.AreEquivalent(_tree, tree, topLevel: false) && _readTrivia.Value.SequenceEqual(ReadTrivia(tree), StringComparer.Ordinal));

    // Documentation and directives mean something.
    private static IReadOnlyList<string> ReadTrivia(SyntaxTree tree) =>
        [.. tree.GetRoot().DescendantTrivia().Where(static trivia => trivia.HasStructure || IsDocumentation(trivia)).Select(static trivia => trivia.ToFullString())];

    private static bool IsDocumentation(SyntaxTrivia trivia) => trivia.RawKind
        is (int)SyntaxKind.SingleLineDocumentationCommentTrivia or (int)SyntaxKind.MultiLineDocumentationCommentTrivia;
}
