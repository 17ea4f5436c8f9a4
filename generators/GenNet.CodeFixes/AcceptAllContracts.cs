using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>Accepts every model in scope; the many diagnostics of one model carry one and the same contract.</summary>
internal sealed class AcceptAllContracts : FixAllProvider
{
    public static AcceptAllContracts Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Accept the weights of all models", cancellation => Apply(context.WithCancellationToken(cancellation)), nameof(AcceptAllContracts)));

    private static async Task<Solution> Apply(FixAllContext context)
    {
        var solution = context.Solution;
        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        foreach (var project in projects)
        {
            var diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            foreach (var edit in diagnostics.Select(ContractEdit.Of).OfType<ContractEdit>().GroupBy(static e => e.Target).Select(static e => e.First()))
                solution = edit.Apply(solution.GetProject(project.Id)!);
        }
        return solution;
    }
}
