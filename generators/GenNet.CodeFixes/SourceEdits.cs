using GenNet.Generators.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.CodeFixes;

/// <summary>Writes edits into the files of a project.</summary>
internal static class SourceEdits
{
    /// <summary>The solution of <paramref name="project"/> with all edits; one that several diagnostics ask for is made once, and of two that overlap the first.</summary>
    public static async Task<Solution> Apply(Project project, IEnumerable<SourceEdit> edits, CancellationToken cancellation)
    {
        var solution = project.Solution;
        foreach (var file in edits.Distinct().GroupBy(static edit => edit.Path))
        {
            if (project.Documents.FirstOrDefault(document => (document.FilePath ?? document.Name) == file.Key) is not { } document)
                continue;
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            var changes = new List<TextChange>();
            foreach (var edit in file.OrderBy(static edit => edit.Start).ThenBy(static edit => edit.Length))
            {
                var span = new TextSpan(edit.Start, edit.Length);
                if (!changes.Exists(other => other.Span.OverlapsWith(span) || (other.Span.Length > 0 && other.Span.Contains(span.Start) && span.Start > other.Span.Start)))
                    changes.Add(new(span, edit.Text));
            }
            solution = solution.WithDocumentText(document.Id, text.WithChanges(changes));
        }
        return solution;
    }
}
