using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>Base of what takes a fix wherever it is offered in a file or a project.</summary>
internal abstract class FixOfAll : FixAllProvider
{
    // Not a whole solution: dotnet format takes every fix that offers this, unasked, and would accept what breaks saved weights.
    public sealed override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project];

    public sealed override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
        Title, cancellation => Apply(context.WithCancellationToken(cancellation)), KeyOf(context)));

    protected abstract string Title { get; }

    protected abstract string? KeyOf(FixAllContext context);

    /// <summary>The solution of <paramref name="project"/> with what its diagnostics ask for.</summary>
    protected abstract Task<Solution> Apply(Project project, IEnumerable<Diagnostic> diagnostics, FixAllContext context);

    private async Task<Solution> Apply(FixAllContext context)
    {
        var diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
            ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
            : await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
        return await Apply(context.Project, diagnostics, context).ConfigureAwait(false);
    }
}
