using System.Collections.Immutable;
using System.Composition;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>Writes those words of a contract anew that no layer has: the diagnostic carries the text, in which nothing else has changed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectContractFix), DocumentKinds = new[] { nameof(TextDocumentKind.AdditionalDocument) }, DocumentExtensions = new[] { ".txt" }), Shared]
public sealed class CorrectContractFix : ContractEditFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticDescriptors.ContractArgument.Id);

    private protected override string Title(Diagnostic diagnostic, ContractEdit edit) => $"Correct the words of {edit.FileName} that no layer has";
}
