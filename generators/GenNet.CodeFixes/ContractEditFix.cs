using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>Base of the fixes that write the weight contract which a diagnostic carries.</summary>
public abstract class ContractEditFix : CodeFixProvider
{
    private protected ContractEditFix()
    {
    }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => AcceptAllContracts.Instance;

    /// <inheritdoc/>
    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (ContractEdit.Of(diagnostic) is not { } edit)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(Title(diagnostic, edit), _ => Task.FromResult(edit.Apply(context.TextDocument.Project)), equivalenceKey: GetType().Name), diagnostic);
        }
        return Task.CompletedTask;
    }

    private protected abstract string Title(Diagnostic diagnostic, ContractEdit edit);
}
