using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>Runs one block of a body, operation by operation in the order in which they are evaluated.</summary>
internal sealed class BorrowEvaluator
{
    private static readonly ImmutableHashSet<Borrow> s_none = [];

    private readonly BodyVariables _variables;
    private readonly List<OverwrittenRead>? _reads;
    private readonly List<Operand> _pending = [];
    private BorrowState _state;

    private BorrowEvaluator(BorrowState state, BodyVariables variables, List<OverwrittenRead>? reads) => (_state, _variables, _reads) = (state, variables, reads);

    /// <summary>The state after <paramref name="block"/>; reads of overwritten memory are added to <paramref name="reads"/> where given.</summary>
    public static BorrowState Run(BasicBlock block, BorrowState state, BodyVariables variables, List<OverwrittenRead>? reads)
    {
        var evaluator = new BorrowEvaluator(state, variables, reads);
        foreach (var operation in block.Operations)
            evaluator.Evaluate(operation is IExpressionStatementOperation statement ? statement.Operation : operation);
        if (block.BranchValue is { } value)
            evaluator.Read(evaluator.Evaluate(value));
        return evaluator._state;
    }

    private Operand Evaluate(IOperation operation)
    {
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                return Assign(capture.Id, Evaluate(capture.Value), capture.Value);
            case ISimpleAssignmentOperation { IsRef: false } assignment when BodyVariables.KeyOf(assignment.Target) is { } key:
                return Assign(key, Evaluate(assignment.Value), assignment.Value);
            case IInvocationOperation predict when Borrowing.IsPredict(predict):
                return Predict(predict);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Evaluate(conversion.Operand) with { Where = conversion.Syntax };
            case IPropertyReferenceOperation property when Borrowing.MayHold(property.Instance?.Type) && property.Arguments.IsEmpty:
                return HandOn(property, property.Instance!, property.Property);
            case IInvocationOperation slice when Borrowing.MayHold(slice.Instance?.Type) && slice.TargetMethod.Name is "Slice" or "GetEnumerator" or "MoveNext":
                return HandOn(slice, slice.Instance!, slice.TargetMethod);
            case IImplicitIndexerReferenceOperation { Type: { } type } range when Borrowing.MayHold(range.Instance.Type) && Borrowing.MayHold(type):
                return HandOn(range, range.Instance, range.IndexerSymbol);
            case IFlowAnonymousFunctionOperation or INameOfOperation:
                return new(null, s_none, operation.Syntax);
            case IAwaitOperation:
                EvaluateChildren(operation);
                _state = _state with { Borrows = _state.Borrows.Clear() };
                return Other(operation);
        }
        if (BodyVariables.KeyOf(operation) is { } variable)
            return Reference(variable, operation);
        EvaluateChildren(operation);
        return Other(operation);
    }

    private Operand Predict(IInvocationOperation predict)
    {
        var instance = Evaluate(predict.Instance!).Instance;
        var arguments = Push(predict.Arguments.Select(static argument => argument.Value));
        Pop(arguments, read: true);
        if (instance is null)
            return new(null, s_none, predict.Syntax);
        _state = _state.Overwrite(instance, predict.Syntax);
        foreach (var operand in _pending)
            operand.Borrows = operand.Borrows.Select(borrow => _state.Overwrite(borrow, instance, predict.Syntax)).ToImmutableHashSet();
        return new(null, [new(instance, null, _state.Conditions)], predict.Syntax);
    }

    // A property or slice of borrowed memory that is borrowed itself; asking for sizes reads nothing.
    private Operand HandOn(IOperation operation, IOperation source, ISymbol member)
    {
        var operand = Evaluate(source);
        var arguments = Push(operation.ChildOperations.Where(child => child != source));
        Pop(arguments, read: true);
        if (Borrowing.MayHold(operation.Type))
            return operand with { Where = operation.Syntax, Instance = null };
        if (!Borrowing.OnlyMeasures(member))
            Read(operand);
        return new(null, s_none, operation.Syntax);
    }

    private Operand Reference(object variable, IOperation operation)
    {
        if (!Borrowing.IsModel(operation.Type))
            return new(null, _state.BorrowedBy(variable), operation.Syntax);
        var instance = _state.InstanceIn(variable);
        if (instance is null)
            _state = _state.Retire(operation);
        _state = _state.Hold(variable, instance ?? operation);
        return new(instance ?? operation, s_none, operation.Syntax);
    }

    private Operand Assign(object variable, Operand value, IOperation source)
    {
        _state = _state.Assign(variable, value.Borrows);
        if (!Borrowing.IsModel(source.Type))
            return value;
        if (value.Instance is null)
            _state = _state.Retire(source);
        _state = _state.Hold(variable, value.Instance ?? source);
        return value;
    }

    private Operand Other(IOperation operation)
    {
        if (operation is IInvocationOperation or IPropertyReferenceOperation or IObjectCreationOperation or IAwaitOperation or IDynamicInvocationOperation)
            ForgetWhatOthersAssign();
        return new(null, s_none, operation.Syntax);
    }

    private void EvaluateChildren(IOperation operation)
    {
        var children = operation.ChildOperations.ToLookup(child => IsOverwrittenBy(operation, child));
        Pop(Push(children[false]), read: true);
        foreach (var written in children[true].Concat(children[false].Where(child => IsChangedBy(operation, child))).SelectMany(static child => child.DescendantsAndSelf()))
        {
            if (BodyVariables.KeyOf(written) is { } key)
                _state = _state.Assign(key, s_none).Hold(key, null);
        }
    }

    // Written and not read.
    private static bool IsOverwrittenBy(IOperation operation, IOperation child) => operation switch
    {
        ISimpleAssignmentOperation or IDeconstructionAssignmentOperation => child is ITupleOperation or IDeclarationExpressionOperation or ILocalReferenceOperation && ((IAssignmentOperation)operation).Target == child,
        _ => child is IArgumentOperation { Parameter.RefKind: RefKind.Out },
    };

    private static bool IsChangedBy(IOperation operation, IOperation child) => operation switch
    {
        ICompoundAssignmentOperation assignment => assignment.Target == child,
        IIncrementOrDecrementOperation => true,
        _ => child is IArgumentOperation { Parameter.RefKind: RefKind.Ref },
    };

    private void ForgetWhatOthersAssign()
    {
        foreach (var variable in _state.Instances.Keys.Where(_variables.MayChange).ToArray())
            _state = _state.Hold(variable, null);
    }

    private List<Operand> Push(IEnumerable<IOperation> operations)
    {
        var operands = new List<Operand>();
        foreach (var operation in operations)
        {
            var operand = Evaluate(operation is IArgumentOperation argument ? argument.Value : operation);
            operands.Add(operand);
            _pending.Add(operand);
        }
        return operands;
    }

    private void Pop(List<Operand> operands, bool read)
    {
        foreach (var operand in operands)
        {
            _pending.Remove(operand);
            if (read)
                Read(operand);
        }
    }

    private void Read(Operand operand)
    {
        if (_reads is not null && operand.Borrows.FirstOrDefault(static borrow => borrow.Overwritten is not null) is { } borrow)
            _reads.Add(new(operand.Where, borrow.Overwritten!));
    }

    /// <summary>A value in the making: the instance that it is, or the memory that it has borrowed.</summary>
    private sealed record Operand(object? Instance, ImmutableHashSet<Borrow> Borrows, SyntaxNode Where)
    {
        public ImmutableHashSet<Borrow> Borrows { get; set; } = Borrows;
    }
}
