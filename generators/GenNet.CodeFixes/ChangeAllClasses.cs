using GenNet.Generators.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>Takes one way out wherever it is offered.</summary>
internal sealed class ChangeAllClasses : FixAllProvider
{
    public static ChangeAllClasses Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Do so wherever weights changed", cancellation => Apply(context.WithCancellationToken(cancellation)), context.CodeActionEquivalenceKey));

    private static async Task<Solution> Apply(FixAllContext context)
    {
        var solution = context.Solution;
        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        foreach (var project in projects)
        {
            var diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            var edits = diagnostics.Select(diagnostic => diagnostic.Properties.TryGetValue(context.CodeActionEquivalenceKey!, out var text) ? text : null)
                .OfType<string>().SelectMany(static text => SourceEdit.Read(text).Edits);
            solution = await SourceEdits.Apply(solution.GetProject(project.Id)!, edits, context.CancellationToken).ConfigureAwait(false);
        }
        return solution;
    }
}
