using System.Collections.Immutable;
using System.Composition;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>Writes the name that a class has now into the contract that it had under another one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ThisClassWasFix)), Shared]
public sealed class ThisClassWasFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticDescriptors.RenamedModel.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => AcceptAllContracts.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (ContractEdit.Of(diagnostic) is not { } edit)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"This class was {diagnostic.Properties[ContractFix.FormerName]}: keep {edit.FileName}",
                    _ => Task.FromResult(edit.Apply(context.Document.Project)),
                    equivalenceKey: nameof(ThisClassWasFix)),
                diagnostic);
        }
        return Task.CompletedTask;
    }
}
