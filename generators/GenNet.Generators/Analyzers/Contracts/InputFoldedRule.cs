using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1025: an input has other sides, so that weights fit and mean something else.</summary>
internal sealed class InputFoldedRule() : ContractChangeRule(DiagnosticDescriptors.InputFolded)
{
    protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.InputsChanged && change.Severity == ChangeSeverity.Behaviour;
}
