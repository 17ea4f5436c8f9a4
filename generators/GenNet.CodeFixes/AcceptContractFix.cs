using System.Collections.Immutable;
using System.Composition;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>Accepts a model as it is: writes the weight contract that the diagnostic carries.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptContractFix)), Shared]
public sealed class AcceptContractFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.ShapeChanged.Id,
        DiagnosticDescriptors.VariableRemoved.Id,
        DiagnosticDescriptors.VariableAdded.Id,
        DiagnosticDescriptors.DTypeChanged.Id,
        DiagnosticDescriptors.LayerRemoved.Id,
        DiagnosticDescriptors.LayerAdded.Id,
        DiagnosticDescriptors.LayerRenamed.Id,
        DiagnosticDescriptors.KindChanged.Id,
        DiagnosticDescriptors.BehaviourChanged.Id,
        DiagnosticDescriptors.NoContract.Id,
        DiagnosticDescriptors.ContractOutOfDate.Id,
        DiagnosticDescriptors.ConnectionChanged.Id,
        DiagnosticDescriptors.OutputsChanged.Id,
        DiagnosticDescriptors.WeightlessLayer.Id,
        DiagnosticDescriptors.InputsChanged.Id,
        DiagnosticDescriptors.FormatHazard.Id);

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
                    $"Accept the model's weights into {edit.FileName}",
                    _ => Task.FromResult(edit.Apply(context.Document.Project)),
                    equivalenceKey: nameof(AcceptContractFix)),
                diagnostic);
        }
        return Task.CompletedTask;
    }
}
