using System.Collections.Immutable;
using System.Composition;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.CodeFixes;

/// <summary>
/// The ways out of a change that are edits of the class: restore the old value, keep the old name, declare a former name or a fresh start, add a migration. The diagnostic carries what each one writes.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChangeWaysOutFix)), Shared]
public sealed class ChangeWaysOutFix : CodeFixProvider
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
        DiagnosticDescriptors.InputFolded.Id,
        DiagnosticDescriptors.FormerNameUnknown.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => ChangeAllClasses.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in diagnostic.Properties.Where(static p => p.Key.StartsWith(ChangeFixes.Prefix, StringComparison.Ordinal)).OrderBy(static p => p.Key, StringComparer.Ordinal))
            {
                var (title, edits) = SourceEdit.Read(fix.Value!);
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancellation => SourceEdits.Apply(context.Document.Project, edits, cancellation), equivalenceKey: fix.Key), diagnostic);
            }
        }
        return Task.CompletedTask;
    }
}
