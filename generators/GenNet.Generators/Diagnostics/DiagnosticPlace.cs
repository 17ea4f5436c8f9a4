using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Diagnostics;

/// <summary>A place in a source file, without the syntax tree that holds it.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Start">First character.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Line">Line of the first character, from 0.</param>
/// <param name="Column">Its column, from 0.</param>
/// <param name="EndLine">Line after the last character, from 0.</param>
/// <param name="EndColumn">Its column, from 0.</param>
internal sealed record DiagnosticPlace(string File, int Start, int Length, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The place of <paramref name="location"/>; null if that is in no source file.</summary>
    public static DiagnosticPlace? Of(Location? location)
    {
        if (location?.SourceTree is not { } tree)
            return null;
        var (span, lines) = (location.SourceSpan, location.GetLineSpan().Span);
        return new(
            tree.FilePath, span.Start, span.Length, lines.Start.Line, lines.Start.Character, lines.End.Line, lines.End.Character);
    }

    /// <summary>The place in the file of <paramref name="compilation"/> that has its path; else by its path alone.</summary>
    public Location In(Compilation? compilation)
    {
        var span = new TextSpan(Start, Length);
        var tree = compilation?.SyntaxTrees.FirstOrDefault(t => t.FilePath == File && t.Length >= span.End);
        return tree is null
            ? Location.Create(File, span, new(new(Line, Column), new(EndLine, EndColumn)))
            : Location.Create(tree, span);
    }
}
