using System.Collections.Immutable;
using System.Composition;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>Writes the name that a class has now into the contract that it had under another one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ThisClassWasFix)), Shared]
public sealed class ThisClassWasFix : ContractEditFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticDescriptors.RenamedModel.Id);

    private protected override string Title(Diagnostic diagnostic, ContractEdit edit) =>
        $"This class was {diagnostic.Properties[ContractFix.FormerName]}: keep {edit.FileName}";
}
