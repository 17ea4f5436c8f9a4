using GenNet.Generators.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>Takes one way out wherever it is offered.</summary>
internal sealed class ChangeAllClasses : FixOfAll
{
    public static ChangeAllClasses Instance { get; } = new();

    protected override string Title => "Do so wherever weights changed";

    protected override string? KeyOf(FixAllContext context) => context.CodeActionEquivalenceKey;

    protected override Task<Solution> Apply(Project project, IEnumerable<Diagnostic> diagnostics, FixAllContext context) => SourceEdits.Apply(
        project,
        diagnostics.Select(diagnostic => diagnostic.Properties.TryGetValue(context.CodeActionEquivalenceKey!, out var text) ? text : null)
            .OfType<string>().SelectMany(static text => SourceEdit.Read(text).Edits),
        context.CancellationToken);
}
