using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>Which variables and fields of a body can be followed, and which of them other code may assign.</summary>
internal sealed class BodyVariables
{
    private static readonly object s_this = new();

    private readonly HashSet<ISymbol> _assignedElsewhere = new(SymbolEqualityComparer.Default);

    public BodyVariables(ControlFlowGraph graph)
    {
        var own = graph.OriginalOperation;
        foreach (var operation in RootOf(own).DescendantsAndSelf())
        {
            if (operation is not (ILocalReferenceOperation or IParameterReferenceOperation))
                continue;
            if (IsWritten(operation) && FunctionOf(operation) != FunctionOf(own))
                _assignedElsewhere.Add(SymbolOf(operation)!);
        }
    }

    /// <summary>What identifies the variable, field or <c>this</c> that <paramref name="operation"/> refers to; null if it can't be followed.</summary>
    public static object? KeyOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local.RefKind: RefKind.None } local => local.Local,
        IParameterReferenceOperation { Parameter.RefKind: RefKind.None or RefKind.In } parameter => parameter.Parameter,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => s_this,
        IFieldReferenceOperation { Field.IsVolatile: false } field when IsOfThis(field.Instance) => field.Field,
        IPropertyReferenceOperation { Property: { SetMethod: null, IsVirtual: false, IsOverride: false } property } reference
            when IsOfThis(reference.Instance) && IsAutomatic(property) => property,
        IFlowCaptureReferenceOperation capture => capture.Id,
        _ => null,
    };

    /// <summary>Whether code elsewhere may assign the variable or field <paramref name="key"/> while a call runs.</summary>
    public bool MayChange(object key) => key switch
    {
        IFieldSymbol field => !field.IsReadOnly,
        ILocalSymbol or IParameterSymbol => _assignedElsewhere.Contains((ISymbol)key),
        _ => false,
    };

    private static bool IsOfThis(IOperation? instance) =>
        instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    private static bool IsAutomatic(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static ISymbol? SymbolOf(IOperation operation) => (operation as ILocalReferenceOperation)?.Local ?? (ISymbol?)(operation as IParameterReferenceOperation)?.Parameter;

    private static bool IsWritten(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        ITupleOperation or IAddressOfOperation => true,
        _ => false,
    };

    private static IOperation? FunctionOf(IOperation operation)
    {
        for (IOperation? current = operation; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return current;
        }
        return null;
    }

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }
}
