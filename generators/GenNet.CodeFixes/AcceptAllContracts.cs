using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>Accepts every model in scope; the many diagnostics of one model carry one and the same contract.</summary>
internal sealed class AcceptAllContracts : FixOfAll
{
    public static AcceptAllContracts Instance { get; } = new();

    protected override string Title => "Accept the weights of all models";

    protected override string KeyOf(FixAllContext context) => nameof(AcceptAllContracts);

    protected override Task<Solution> Apply(Project project, IEnumerable<Diagnostic> diagnostics, FixAllContext context)
    {
        var solution = project.Solution;
        foreach (var edit in diagnostics.Select(ContractEdit.Of).OfType<ContractEdit>().GroupBy(static e => e.Target).Select(static e => e.First()))
            solution = edit.Apply(solution.GetProject(project.Id)!);
        return Task.FromResult(solution);
    }
}
