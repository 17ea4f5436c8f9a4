using System.Collections.Immutable;
using System.Composition;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>Accepts a model as it is: writes the weight contract that the diagnostic carries.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptContractFix)), Shared]
public sealed class AcceptContractFix : ContractEditFix
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
        DiagnosticDescriptors.FormatHazard.Id,
        DiagnosticDescriptors.InputFolded.Id);

    private protected override string Title(Diagnostic diagnostic, ContractEdit edit) => $"Accept the model's weights into {edit.FileName}";
}
