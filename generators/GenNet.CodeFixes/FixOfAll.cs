using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>Base of what takes a fix wherever it is offered, project by project.</summary>
internal abstract class FixOfAll : FixAllProvider
{
    public sealed override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public sealed override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
        Title, cancellation => Apply(context.WithCancellationToken(cancellation)), KeyOf(context)));

    protected abstract string Title { get; }

    protected abstract string? KeyOf(FixAllContext context);

    /// <summary>The solution of <paramref name="project"/> with what its diagnostics ask for.</summary>
    protected abstract Task<Solution> Apply(Project project, IEnumerable<Diagnostic> diagnostics, FixAllContext context);

    private async Task<Solution> Apply(FixAllContext context)
    {
        var solution = context.Solution;
        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        foreach (var project in projects)
        {
            var diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            solution = await Apply(solution.GetProject(project.Id)!, diagnostics, context).ConfigureAwait(false);
        }
        return solution;
    }
}
