using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1001: a saved variable has another shape.</summary>
internal sealed class ShapeChangedRule() : ContractChangeRule(DiagnosticDescriptors.ShapeChanged)
{
    protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.ShapeChanged;
}
